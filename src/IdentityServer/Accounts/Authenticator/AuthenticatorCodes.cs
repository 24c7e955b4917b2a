using System.Net;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Throttles;
using Microsoft.Extensions.Options;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>Whether a code is one that the account's app shows now. What that opens is for the caller to decide; alone it opens nothing.</summary>
internal sealed class AuthenticatorCodes(
    AuthenticatorAppStore store, AuthenticatorSeal seal, Guesses guesses, IHotTables tables, AuditTrail audit, AccountNotices notices,
    IOptions<AuthenticatorOptions> options, TimeProvider clock)
{
    /// <param name="knownBrowser">What this browser is known by to this account from an earlier sign-in.</param>
    public async Task<AuthenticatorUse> CheckAsync(Guid account, string? typed, IPAddress? address, string? knownBrowser, CancellationToken cancellation)
    {
        if (await store.FindAsync(account, cancellation) is not { IsActive: true } app || !Totp.TryParse(typed, out var code))
            return AuthenticatorUse.Refused.Now;

        var outcome = await guesses.TryAsync(account, Name(app), address, knownBrowser, cancellation);
        if (outcome is ThrottleOutcome.Exhausted)
            await GiveUpAsync(app);
        if (outcome is not ThrottleOutcome.Allowed)
            return new AuthenticatorUse.TooMany(outcome);

        var now = Totp.StepAt(clock.GetUtcNow());
        var drift = options.Value.Drift;
        return seal.Open(app) is { } secret && Totp.FindStep(secret, code, Math.Max(now - drift, app.LastStep + 1), now + drift) is { } step
            ? new AuthenticatorUse.Accepted(app, step)
            : AuthenticatorUse.Refused.Now;
    }

    /// <summary>Spends the code with whatever it led to. The unit misses where somebody else was quicker with the same one.</summary>
    public async Task<Unit> AddUseAsync(Unit unit, AuthenticatorUse.Accepted use, IPAddress? address, string? knownBrowser, CancellationToken cancellation)
    {
        if (await guesses.IsSuspiciousAsync(use.App.AccountId, Name(use.App), cancellation))
            await notices.AddAsync(unit, use.App.AccountId, AuthenticatorNotices.Guessed, cancellation);
        AuthenticatorAppStore.Use(unit, use.App, use.Step, clock.GetUtcNow());
        return guesses.Succeeded(unit, use.App.AccountId, Name(use.App), address, knownBrowser);
    }

    // NIST SP 800-63B-4 §3.2.2. The first to find the cap reached says so; the unit of everybody after that misses.
    private async Task GiveUpAsync(AuthenticatorApp app)
    {
        var unit = AuthenticatorAppStore.Forget(new(), app);
        audit.Add(unit, new(AccountEvents.AuthenticatorLocked, Actor.System) { Subject = app.AccountId, Details = new() { ["authenticator"] = "app" } });
        await notices.AddAsync(unit, app.AccountId, AuthenticatorNotices.GivenUp, CancellationToken.None);
        await tables.WriteAsync(unit, CancellationToken.None);
    }

    private static string Name(AuthenticatorApp app) => $"app {app.Id:N}";
}
