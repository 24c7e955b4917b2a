using System.Collections.Concurrent;
using System.Text.Json;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Authentication;
using IdentityServer.Shared.Requests;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Clients.Authentication;

/// <summary>
/// What happens to those who fail to prove that they are a client. Failures are counted for all instances together, per
/// client and network; an instance that was told to wait remembers it, so that a request that succeeds costs nothing here.
/// </summary>
internal sealed class ClientFailures(
    Throttle throttle, AuditTrail audit, TimeProvider clock, ILogger<ClientFailures> log)
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> waiting = new(StringComparer.Ordinal);

    /// <param name="http">Where the request comes from.</param>
    /// <param name="client">Nothing for names that nobody has: whoever makes names up is counted as one.</param>
    public OAuthError? MustWait(HttpContext http, Client? client) =>
        !waiting.IsEmpty && waiting.TryGetValue(TakeOf(http, client).Key, out var until) && until > clock.GetUtcNow()
            ? OAuthError.TooMany(until - clock.GetUtcNow()) : null;

    /// <summary>The answer, where it is no longer that the proof does not hold.</summary>
    public async Task<OAuthError?> CountAsync(HttpContext http, Client? client, string method, ClientRefusal refusal)
    {
        log.ClientNotAuthenticated(client?.ClientId, method, refusal);

        var take = TakeOf(http, client);
        var outcome = await throttle.TakeAsync(take, CancellationToken.None);
        if (outcome is ThrottleOutcome.Refused refused)
        {
            Remember(take.Key, clock.GetUtcNow() + refused.RetryAfter);
            return OAuthError.TooMany(refused.RetryAfter);
        }

        await audit.WriteAsync(new(OpenIdEvents.ClientAuthenticationFailed, Actor.Anonymous)
        {
            Reason = ReasonCode(refusal),
            ClientId = client?.ClientId,
            Details = new() { ["method"] = method },
        }, CancellationToken.None);
        return null;
    }

    private Take TakeOf(HttpContext http, Client? client)
    {
        var network = NetworkPrefix.ForThrottles(http.Connection.RemoteIpAddress) ?? "unknown";
        return client is null ? throttle.Rules.ClientFailuresPerNetwork.For(network) : throttle.Rules.ClientFailuresPerNetwork.For(network, client.ClientId);
    }

    private void Remember(string key, DateTimeOffset until)
    {
        var now = clock.GetUtcNow();
        foreach (var (other, end) in waiting)
            if (end <= now)
                waiting.TryRemove(other, out _);

        if (waiting.Count < Capacity)
            waiting[key] = until;
    }

    // UnknownClient → unknown_client
    private static string ReasonCode(ClientRefusal refusal) => JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString());
}
