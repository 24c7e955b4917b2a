using System.Net;
using IdentityServer.Data;
using IdentityServer.Shared.Requests;

namespace IdentityServer.Throttles;

/// <summary>
/// Everything that holds for something that can be guessed (a password, a TOTP, a recovery code), in one call before the
/// guess is looked at. A stranger must not be able to lock the owner out: waits grow per network, not per account; the
/// brake on all strangers together is short and does not touch a browser the account has signed in from before; and the
/// cap gives up one authenticator, never the account, whose passkeys are not guessed at.
/// </summary>
internal sealed class Guesses(Throttle throttle)
{
    private const int Many = 5;

    /// <param name="authenticator">What is guessed at, such as <c>password</c> or the id of one of several.</param>
    /// <param name="knownBrowser">What this browser is known by to this account from an earlier sign-in.</param>
    public Task<ThrottleOutcome> TryAsync(
        Guid account, string authenticator, IPAddress? address, string? knownBrowser, CancellationToken cancellation) =>
        throttle.TakeAsync(Takes(account, authenticator, address, knownBrowser), cancellation);

    /// <summary>ASVS 6.3.5: a right guess is news to its owner where so many wrong ones went before it.</summary>
    public async Task<bool> IsSuspiciousAsync(Guid account, string authenticator, CancellationToken cancellation) =>
        // The right one was counted too, before anybody looked at it.
        await throttle.CountAsync(throttle.Rules.GuessesPerAuthenticator.For(account.ToString("N"), authenticator), cancellation) > Many;

    public Unit Succeeded(Unit unit, Guid account, string authenticator, IPAddress? address, string? knownBrowser) =>
        throttle.Reset(unit, Takes(account, authenticator, address, knownBrowser));

    private Take[] Takes(Guid account, string authenticator, IPAddress? address, string? knownBrowser)
    {
        var rules = throttle.Rules;
        var id = account.ToString("N");
        var network = NetworkPrefix.ForThrottles(address) ?? "unknown";
        return knownBrowser is null
            ? [rules.GuessesPerAuthenticator.For(id, authenticator), rules.GuessesPerNetwork.For(id, authenticator, network), rules.GuessesPerAccount.For(id, authenticator)]
            : [rules.GuessesPerAuthenticator.For(id, authenticator), rules.GuessesPerNetwork.For(id, authenticator, "known", knownBrowser)];
    }
}
