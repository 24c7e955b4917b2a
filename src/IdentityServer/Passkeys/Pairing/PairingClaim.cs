using System.Security.Cryptography;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The second device's part: it takes a code up, and from then on holds a secret of its own.</summary>
internal sealed class PairingClaim(PairingStore store, IHotTables tables, AuditTrail audit, IOptions<EdgeOptions> edge, TimeProvider clock)
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

    /// <summary>Refused where it is over, and where another browser was quicker: the unit misses.</summary>
    public async Task<PairingAnswer> TakeUpAsync(Unit unit, HttpContext http, PasskeyPairing pairing)
    {
        var claim = Handle.New(clock.GetUtcNow());
        var seen = SeenAt.Of(http, edge.Value);
        store.Claim(unit, pairing, claim, RandomNumberGenerator.GetInt32(10, 100), seen, NetworkPrefix.ForRecords(http.Connection.RemoteIpAddress));
        audit.Add(unit, new(PasskeyEvents.PairingClaimed, Actor.Anonymous) { Subject = pairing.AccountId });
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return PairingAnswer.Refused.Now;

        HostCookie.Append(http.Response, Cookie, claim.ToString(), SameSiteMode.Strict, PasskeyPairing.Lifetime);
        return PairingAnswer.TakenUp.Now;
    }

    public static void Forget(HttpContext http) => HostCookie.Delete(http.Response, Cookie, SameSiteMode.Strict);
}
