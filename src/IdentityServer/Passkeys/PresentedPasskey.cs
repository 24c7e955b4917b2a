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
    public sealed record Admitted(Passkey Passkey, AccountFacts Account) : PresentedPasskey;

    public sealed record Refused(PasskeyProof.Refused Proof) : PresentedPasskey;
}

internal sealed class PresentedPasskeys(PasskeyStore passkeys, AccountStore accounts, DecoyPasskeys decoys, PasskeySeal seal)
{
    public async Task<PresentedPasskey> AdmitAsync(PendingCeremony ceremony, byte[] credential, CancellationToken cancellation)
    {
        if (await passkeys.FindAsync(credential, cancellation) is not { } passkey)
            return new PresentedPasskey.Refused(Unknown(ceremony, credential));

        if (await accounts.FindAsync(passkey.AccountId, cancellation) is not { State: AccountState.Active } account)
            return Refused(new(PasskeyRefusal.UserDisabled));

        if (!passkey.Works)
            return Refused(new(PasskeyRefusal.CredSuspended));

        if (!seal.Matches(passkey))
            return Refused(new(PasskeyRefusal.PolicyDenied) { SealBroken = true });

        // Where the question named somebody (step-up, name step), only their passkeys answer it, whatever the browser offered.
        if (ceremony.AccountId is { } expected && expected != account.Id)
            return Refused(new(PasskeyRefusal.CredNotAllowed));

        return new PresentedPasskey.Admitted(passkey, account);

        PresentedPasskey.Refused Refused(PasskeyProof.Refused proof) => new(proof with { Ceremony = ceremony, Passkey = passkey });
    }

    // The browser may forget what nobody here knows. An invention it has never had, and who answers with one hears what they
    // would hear of somebody's: no such signature is right, and where the name was asked for it counts as a failure.
    private PasskeyProof.Refused Unknown(PendingCeremony ceremony, byte[] credential) =>
        !decoys.IsOne(credential) ? new(PasskeyRefusal.CredUnknown) { Ceremony = ceremony, UnknownCredential = credential }
        : ceremony.AccountId is { } named && decoys.For(named).Any(it => it.Id.AsSpan().SequenceEqual(credential))
            ? new(PasskeyRefusal.CredUnknown) { Ceremony = ceremony, FailedAt = named }
            : new(PasskeyRefusal.CredUnknown) { Ceremony = ceremony };
}
