using System.Net;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>Whether a code is one that the account's app shows now. What that opens is for the caller to decide; alone it opens nothing.</summary>
internal sealed class AuthenticatorCodes(
    AuthenticatorAppStore store, AuthenticatorSeal seal, Guesses guesses, GuessedOut guessedOut, AccountNotices notices, TimeProvider clock)
{
    /// <param name="knownBrowser">What this browser is known by to this account from an earlier sign-in.</param>
    public async Task<AuthenticatorUse> CheckAsync(Guid account, string? typed, IPAddress? address, string? knownBrowser, CancellationToken cancellation)
    {
        if (await store.FindAsync(account, cancellation) is not { IsActive: true } app || !Totp.TryParse(typed, out var code))
            return AuthenticatorUse.Refused.Now;

        var outcome = await guesses.TryAsync(account, Name(app), address, knownBrowser, cancellation);
        if (outcome is ThrottleOutcome.Exhausted)
            await guessedOut.GiveUpAsync(AuthenticatorAppStore.Forget(new(), app), account, "app", AuthenticatorNotices.GivenUp);
        if (outcome is not ThrottleOutcome.Allowed)
            return new AuthenticatorUse.TooMany(outcome);

        return seal.FindStep(app, code, clock.GetUtcNow()) is { } step ? new AuthenticatorUse.Accepted(app, step) : AuthenticatorUse.Refused.Now;
    }

    /// <summary>Spends the code with whatever it led to. The unit misses where somebody else was quicker with the same one.</summary>
    public async Task<Unit> AddUseAsync(Unit unit, AuthenticatorUse.Accepted use, IPAddress? address, string? knownBrowser, CancellationToken cancellation)
    {
        if (await guesses.IsSuspiciousAsync(use.App.AccountId, Name(use.App), cancellation))
            await notices.AddAsync(unit, use.App.AccountId, AuthenticatorNotices.Guessed, cancellation);
        AuthenticatorAppStore.Use(unit, use.App, use.Step, clock.GetUtcNow());
        return guesses.Succeeded(unit, use.App.AccountId, Name(use.App), address, knownBrowser);
    }

    private static string Name(AuthenticatorApp app) => $"app {app.Id:N}";
}
