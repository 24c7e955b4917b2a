using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// A password that works is one factor, and with an app's code two. An approval by another device takes a passkey there,
/// so whoever could reach two factors by it reaches them by that passkey.
/// </summary>
internal sealed class ReachableByPassword(LegacyPasswordStore passwords, AuthenticatorAppStore apps, IOptions<PasswordOptions> options) : IReachableAcr
{
    private static readonly string[] Alone = [AcrValues.OneFactor];
    private static readonly string[] WithCode = [AcrValues.TwoFactors, .. Alone];

    public async Task<IReadOnlyCollection<string>> OfAsync(Guid accountId, CancellationToken cancellation)
    {
        if (!options.Value.Enabled || await passwords.FindAsync(accountId, cancellation) is not { SwitchedOffAt: null })
            return [];

        return await apps.FindAsync(accountId, cancellation) is { IsActive: true } ? WithCode : options.Value.RequireSecondFactor ? [] : Alone;
    }
}
