using IdentityServer.Accounts.Names;
using IdentityServer.Data;
using IdentityServer.Passkeys.SignIn;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>The passkey, its account where that is new, what the occasion brings about and the news of it: all of it, or nothing.</summary>
internal sealed class EnrolmentUnit(
    EnrolmentNews news, PasskeyStore passkeys, DecoyPasskeys decoys, PasskeyNaming naming, TakenNames names, IHotTables tables)
{
    public async Task<(UnitOutcome Outcome, EnrolmentEnd End)> WriteAsync(HttpContext http, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        var written = await TryAsync(http, proof, cancellation);
        return written.Outcome is UnitOutcome.Conflict && await RenameAsync(http, proof, cancellation) is { } renamed
            ? await TryAsync(http, renamed, cancellation)
            : written;
    }

    /// <summary>Why the unit met a conflict: somebody has this credential.</summary>
    public async Task<bool> IsTakenAsync(byte[] credentialId, CancellationToken cancellation) =>
        await passkeys.FindAsync(credentialId, cancellation) is not null || decoys.IsOne(credentialId);

    private async Task<(UnitOutcome Outcome, EnrolmentEnd End)> TryAsync(HttpContext http, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        var unit = new Unit();
        if (proof.Enrollee.NewAccount is { } account)
            names.AddNew(unit, account);
        PasskeyStore.Insert(unit, proof.Passkey);

        // An id that we invented is taken like somebody's: whoever could register it would know that its name is nobody's.
        if (decoys.IsOne(proof.Passkey.CredentialId))
            PasskeyStore.Insert(unit, proof.Passkey);

        var end = await proof.Occasion.FinishAsync(unit, http, proof.Ceremony, proof.Passkey, cancellation);
        await news.AddToAsync(unit, proof, cancellation);
        return (await tables.WriteAsync(unit, CancellationToken.None), end);
    }

    // Another one of the same provider was added at the same moment, and has the name that we proposed.
    private async Task<RegistrationProof.Accepted?> RenameAsync(HttpContext http, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        var owned = await passkeys.OfAccountAsync(proof.Passkey.AccountId, cancellation);
        return owned.Exists(it => it.NormalizedName == proof.Passkey.NormalizedName)
            ? proof with { Passkey = proof.Passkey.Named(naming.Propose(proof.Credential, http.Request, owned)) }
            : null;
    }
}
