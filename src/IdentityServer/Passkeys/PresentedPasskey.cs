using IdentityServer.Accounts;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Messages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys;

/// <summary>The passkey that an answer says it comes from; its signature is not looked at yet.</summary>
internal abstract record PresentedPasskey
{
    private PresentedPasskey()
    {
    }

    /// <param name="Passkey">It works, and its row is the one we wrote.</param>
    /// <param name="Account">Its owner, whose account is open.</param>
    /// <param name="IsAcquainted">See <see cref="Acquaintance"/>.</param>
    public sealed record Admitted(Passkey Passkey, AccountFacts Account, bool IsAcquainted) : PresentedPasskey;

    public sealed record Refused(PasskeyProof.Refused Proof) : PresentedPasskey;
}

internal sealed class PresentedPasskeys(PasskeyStore passkeys, AccountStore accounts, Acquaintance acquaintance, CeremonyLimits limits, PasskeySeal seal)
{
    public async Task<PresentedPasskey> AdmitAsync(
        HttpContext http, PendingCeremony ceremony, AuthenticationResponse response, CancellationToken cancellation)
    {
        if (await passkeys.FindAsync(response.CredentialId, cancellation) is not { } passkey)
            return new PresentedPasskey.Refused(new(PasskeyRefusal.CredUnknown) { Ceremony = ceremony, UnknownCredential = response.CredentialId });

        if (await accounts.FindAsync(passkey.AccountId, cancellation) is not { State: AccountState.Active } account)
            return Refused(new(PasskeyRefusal.UserDisabled));

        var acquainted = await acquaintance.IsShownAsync(http, account, response);
        if (await limits.RefusalAsync(http, passkey, acquainted, cancellation) is { } tooMany)
            return Refused(new(PasskeyRefusal.RateLimited) { TooMany = tooMany });

        if (!passkey.Works)
            return Refused(new(PasskeyRefusal.CredSuspended));

        if (!seal.Matches(passkey))
            return Refused(new(PasskeyRefusal.PolicyDenied) { SealBroken = true });

        // Where the question named somebody (step-up, name step), only their passkeys answer it, whatever the browser offered.
        if (ceremony.AccountId is { } expected && expected != account.Id)
            return Refused(new(PasskeyRefusal.CredNotAllowed));

        return new PresentedPasskey.Admitted(passkey, account, acquainted);

        PresentedPasskey.Refused Refused(PasskeyProof.Refused proof) => new(proof with { Ceremony = ceremony, Passkey = passkey });
    }
}
