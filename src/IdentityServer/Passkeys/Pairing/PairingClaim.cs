using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The second device's part: it takes a code up, and from then on holds a secret of its own.</summary>
internal sealed class PairingClaim(
    PairingStore store, PairingSecrets secrets, AccountStore accounts, NamesNobodyHas nobody, Guesses guesses, Throttle throttle, IHotTables tables,
    AuditTrail audit, IOptions<ThrottleOptions> limits, IOptions<EdgeOptions> edge, TimeProvider clock)
{
    private const string Cookie = "pairing";

    /// <summary>What the address of a QR code stands for; looking takes nothing up.</summary>
    public async Task<PasskeyPairing?> FindAsync(string? link, CancellationToken cancellation) =>
        Handle.TryParse(link, out var handle) && await store.FindAsync(handle, cancellation) is { } pairing && pairing.StateAt(clock.GetUtcNow()) is PairingState.Shown
            ? pairing
            : null;

    /// <summary>What this browser took up, whatever became of it.</summary>
    public async Task<PasskeyPairing?> OfBrowserAsync(HttpContext http, CancellationToken cancellation) =>
        Handle.TryParse(http.Request.Cookies[HostCookie.Name(Cookie)], out var claim) ? await store.OfClaimAsync(claim, cancellation) : null;

    public async Task<PairingAnswer> ByLinkAsync(HttpContext http, string? link, CancellationToken cancellation) =>
        await FindAsync(link, cancellation) is { } pairing ? await TakeUpAsync(new(), http, pairing) : PairingAnswer.Refused.Now;

    /// <summary>Counted before it is looked at, for names that nobody has like for all others.</summary>
    public async Task<PairingAnswer> ByCodeAsync(HttpContext http, string name, string? code, CancellationToken cancellation)
    {
        var address = http.Connection.RemoteIpAddress;
        if (name.Length is 0 or > AccountName.MaxLength)
            return PairingAnswer.Refused.Now;

        var network = await throttle.TakeAsync(limits.Value.UserCodesPerNetwork.For(address), cancellation);
        if (network is not ThrottleOutcome.Allowed)
            return new PairingAnswer.TooMany(network);

        var id = (await accounts.FindByNameAsync(name, cancellation))?.Id ?? nobody.IdFor(name);
        var pairing = await store.LatestAsync(id, cancellation);
        // A new code is a new thing to guess at: nobody can use up the next one's tries.
        var authenticator = $"pairing {(pairing is null ? "" : Convert.ToHexString(pairing.Id))}";
        var outcome = await guesses.TryAsync(id, authenticator, address, knownBrowser: null, cancellation);
        if (outcome is not ThrottleOutcome.Allowed)
            return new PairingAnswer.TooMany(outcome);

        return pairing is not null && pairing.StateAt(clock.GetUtcNow()) is PairingState.Shown && secrets.Opens(pairing, code)
            ? await TakeUpAsync(guesses.Succeeded(new(), id, authenticator, address, knownBrowser: null), http, pairing)
            : PairingAnswer.Refused.Now;
    }

    public static void Forget(HttpContext http) => HostCookie.Delete(http.Response, Cookie, SameSiteMode.Strict);

    private async Task<PairingAnswer> TakeUpAsync(Unit unit, HttpContext http, PasskeyPairing pairing)
    {
        var claim = Handle.New(clock.GetUtcNow());
        var (device, country) = (DeviceFamily.Of(http.Request).ToString(), Place.CountryOf(http.Request, edge.Value.CountryHeader));
        store.Claim(unit, pairing, claim, RandomNumberGenerator.GetInt32(10, 100), device, country, NetworkPrefix.ForRecords(http.Connection.RemoteIpAddress));
        audit.Add(unit, new(PasskeyEvents.PairingClaimed, Actor.Anonymous) { Subject = pairing.AccountId });
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return PairingAnswer.Refused.Now;

        HostCookie.Append(http.Response, Cookie, claim.ToString(), SameSiteMode.Strict, PasskeyPairing.Lifetime);
        return PairingAnswer.TakenUp.Now;
    }
}
