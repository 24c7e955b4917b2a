using IdentityServer.Accounts.Names;
using IdentityServer.Data;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>The passkey, its account where that is new, what the occasion brings about and the news of it: all of it, or nothing.</summary>
internal sealed class EnrolmentUnit(EnrolmentNews news, PasskeyStore passkeys, PasskeyNaming naming, TakenNames names, IHotTables tables)
{
    public async Task<(UnitOutcome Outcome, EnrolmentEnd End)> WriteAsync(HttpContext http, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        var written = await TryAsync(http, proof, cancellation);
        return written.Outcome is UnitOutcome.Conflict && await RenameAsync(http, proof, cancellation) is { } renamed
            ? await TryAsync(http, renamed, cancellation)
            : written;
    }

    private async Task<(UnitOutcome Outcome, EnrolmentEnd End)> TryAsync(HttpContext http, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        var unit = new Unit();
        if (proof.Enrollee.NewAccount is { } account)
            names.AddNew(unit, account);
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
