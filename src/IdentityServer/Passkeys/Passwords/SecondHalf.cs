using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>What every second step after a password asks first, whatever is typed there.</summary>
internal sealed class SecondHalf(HalfSignInStore halves, LegacyPasswordStore passwords, AccountStore accounts)
{
    /// <summary>Counted before the code is looked at. Null where it has to begin again.</summary>
    public async Task<HalfSignIn?> TryOnceMoreAsync(HttpContext http, string? text, CancellationToken cancellation) =>
        await halves.FindAsync(http, text, cancellation) is { } half
        && await MayGoOnAsync(half.AccountId, cancellation)
        && await halves.CountTryAsync(half)
            ? half
            : null;

    // What held when the password was typed may have ended since.
    private async Task<bool> MayGoOnAsync(Guid account, CancellationToken cancellation) =>
        await accounts.FindAsync(account, cancellation) is { State: AccountState.Active }
        && await passwords.FindAsync(account, cancellation) is { SwitchedOffAt: null };
}
