using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Sessions.Devices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// What a right password still needs. Whoever set up an app is asked for its code everywhere; whoever has a passkey can
/// use the password alone only where they were before (MG-07).
/// </summary>
internal sealed class SecondFactors(AuthenticatorAppStore apps, PasskeyOffers offers, NewDevices devices, IOptions<PasswordOptions> options)
{
    public async Task<SecondFactor> AfterPasswordAsync(HttpContext http, Guid account, CancellationToken cancellation)
    {
        if (await apps.FindAsync(account, cancellation) is { IsActive: true })
            return SecondFactor.Code;

        if (options.Value.RequireSecondFactor)
            return SecondFactor.Passkey;

        return await devices.FindKnownAsync(http, account, cancellation) is not null || await offers.LacksVerifiedAsync(account, cancellation)
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
