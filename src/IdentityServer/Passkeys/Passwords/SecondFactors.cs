using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Passwords;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// What a right password still needs. Whoever set up an app is asked for its code everywhere; whoever has a passkey can
/// use the password alone only where they were before (MG-07).
/// </summary>
internal sealed class SecondFactors(AuthenticatorAppStore apps, PasskeyOffers offers, IOptions<PasswordOptions> options)
{
    public async Task<SecondFactor> AfterPasswordAsync(PasswordProof.Accepted proof, CancellationToken cancellation)
    {
        if (await apps.FindAsync(proof.Account.Id, cancellation) is { IsActive: true })
            return SecondFactor.Code;

        if (options.Value.RequireSecondFactor)
            return SecondFactor.Passkey;

        return proof.KnownBrowser is not null || await offers.LacksVerifiedAsync(proof.Account.Id, cancellation)
            ? SecondFactor.None
            : SecondFactor.Passkey;
    }
}

internal enum SecondFactor
{
    None,
    Code,

    /// <summary>Their own, or one of theirs on another device.</summary>
    Passkey,
}
