using System.Text;
using IdentityServer.Data;
using IdentityServer.Data.Purging;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Parameters;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.PushedAuthorization;

/// <summary>
/// FAPI 2.0 §5.3.2.2: a request may be looked at as often as the browser reloads, and is answered once. So reading it
/// takes nothing; whoever answers takes it.
/// </summary>
internal sealed class PushedRequests(IHotTables tables, IOptions<OpenIdOptions> options, TimeProvider clock)
{
    /// <summary>RFC 9126 §2.2</summary>
    private const string Prefix = "urn:ietf:params:oauth:request_uri:";

    /// <summary>By birth. Long enough for a person who has begun in time to sign in, sign up or recover.</summary>
    public static readonly PurgeRule Purge = PurgeRule.ByKey(PushedRequestConfiguration.Table, nameof(PushedRequest.Id), keep: TimeSpan.FromHours(2));

    private static readonly Statement Insert = new("""
        INSERT INTO "PushedRequests" ("Id", "ClientId", "Request", "ExpiresAt") VALUES (@id, @client, @request, @expires)
        """);

    private static readonly Statement Find = new("""
        SELECT "Id", "ClientId", "Request", "ExpiresAt" FROM "PushedRequests" WHERE "Id" = @id
        """);

    private static readonly Statement DeleteOfClient = new("""DELETE FROM "PushedRequests" WHERE "ClientId" = @client""");

    private static readonly Statement Delete = new("""DELETE FROM "PushedRequests" WHERE "Id" = @id""");

    public static bool IsPushed(string requestUri) => requestUri.StartsWith(Prefix, StringComparison.Ordinal);

    /// <returns>The request_uri.</returns>
    public async Task<string> KeepAsync(string clientId, AuthorizationRequest request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        await tables.WriteAsync(
            new Unit().Add(Insert, handle, clientId, Encoding.ASCII.GetBytes(request.ToForm()), now + options.Value.PushedRequestLifetime), cancellation);
        return Prefix + handle;
    }

    /// <summary>Nothing for one that is unknown, too old, taken, or another client's.</summary>
    public async Task<PushedRequest?> FindAsync(string requestUri, string? clientId, CancellationToken cancellation)
    {
        if (!IsPushed(requestUri) || !Handle.TryParse(requestUri[Prefix.Length..], out var handle))
            return null;

        var request = await tables.FindAsync(Find, row => new PushedRequest
        {
            Id = row.GetFieldValue<byte[]>(0),
            ClientId = row.GetString(1),
            Request = row.GetFieldValue<byte[]>(2),
            ExpiresAt = row.GetInstant(3),
        }, [handle], cancellation);

        return request?.ClientId == clientId && clock.GetUtcNow() < request?.ExpiresAt ? request : null;
    }

    public static ParameterSet ParametersOf(PushedRequest request) => ParameterSet.FromForm(Encoding.ASCII.GetString(request.Request));

    /// <summary>Joins the answer: of those who answer the same request, one has this in its unit, and the others miss.</summary>
    public static Unit Take(Unit unit, byte[] id) => unit.Require(Delete, id);

    /// <summary>Reads the whole table, which holds a few minutes: for operators.</summary>
    public static Unit DropOf(Unit unit, string clientId) => unit.Add(DeleteOfClient, clientId);
}
