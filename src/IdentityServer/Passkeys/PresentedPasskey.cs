using IdentityServer.Accounts;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.SignIn;
using IdentityServer.Protocol.WebAuthn;

namespace IdentityServer.Passkeys;

/// <summary>The passkey that an answer says it comes from; its signature is not looked at yet.</summary>
internal abstract record PresentedPasskey
{
    private PresentedPasskey()
    {
    }

    /// <param name="Passkey">It works, and its row is the one we wrote.</param>
    /// <param name="Account">Its owner, whose account is open.</param>
    /// <param name="Owned">All that the owner has, this one too.</param>
    public sealed record Admitted(Passkey Passkey, AccountFacts Account, IReadOnlyList<Passkey> Owned) : PresentedPasskey;

    public sealed record Refused(PasskeyProof.Refused Proof) : PresentedPasskey;
}

internal sealed class PresentedPasskeys(PasskeyStore passkeys, DecoyPasskeys decoys, PasskeySeal seal)
{
    public async Task<PresentedPasskey> AdmitAsync(PendingCeremony ceremony, byte[] credential, CancellationToken cancellation)
    {
        // The browser may forget what nobody here knows. An invention it has never had.
        var owned = await passkeys.OfOwnerAsync(credential, cancellation);
        var presented = owned.Find(it => it.Passkey.CredentialId.AsSpan().SequenceEqual(credential)) ?? decoys.Find(credential, ceremony.AccountId);
        if (presented is not (var passkey, var account))
            return new PresentedPasskey.Refused(new(PasskeyRefusal.CredUnknown) { Ceremony = ceremony, UnknownCredential = credential });

        // Whoever answers with an invention hears what they would hear of somebody's, after the same work.
        if (account.State is not AccountState.Active)
            return Refused(new(PasskeyRefusal.UserDisabled));

        if (!passkey.Works)
            return Refused(new(PasskeyRefusal.CredSuspended));

        if (!seal.Matches(passkey))
            return Refused(new(PasskeyRefusal.PolicyDenied) { SealBroken = true });

        // Where the question named somebody (step-up, name step), only their passkeys answer it, whatever the browser offered.
        if (ceremony.AccountId is { } expected && expected != account.Id)
            return Refused(new(PasskeyRefusal.CredNotAllowed));

        return new PresentedPasskey.Admitted(passkey, account, [.. owned.Select(it => it.Passkey)]);

        PresentedPasskey.Refused Refused(PasskeyProof.Refused proof) => new(proof with { Ceremony = ceremony, Passkey = passkey });
    }
}
