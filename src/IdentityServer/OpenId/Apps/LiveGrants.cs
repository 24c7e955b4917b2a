using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Apps;

/// <summary>Permissions that apps can use at this moment: those without offline access, as long as their session lives.</summary>
internal sealed class LiveGrants(IHotTables tables, TimeProvider clock)
{
    private static readonly Statement OfAccount = new("""
        SELECT g."ClientId", g."Access", g."CreatedAt", g."RotatedAt", s."EndedAt", s."ExpiresAt" FROM "Grants" g
        LEFT JOIN "Sessions" s ON s."Id" = g."SessionId"
        WHERE g."AccountId" = @account AND g."RevokedAt" IS NULL AND g."ExpiresAt" > @now AND g."IdleExpiresAt" > @now
        """);

    public async Task<IReadOnlyList<LiveGrant>> OfAsync(Guid accountId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = await tables.ListAsync(OfAccount, row => (Grant: Read(row), HasSession: HasSession(row, now)), [accountId, now], cancellation);
        return [.. rows.Where(row => row.HasSession || row.Grant.Access.IsOffline).Select(row => row.Grant)];
    }

    private static LiveGrant Read(DbDataReader row) => new(
        row.GetString(0), AccessJson.Read(row.GetFieldValue<byte[]>(1)), row.GetInstant(2), row.GetInstantOrNull(3) ?? row.GetInstant(2));

    private static bool HasSession(DbDataReader row, DateTimeOffset now) => row.IsDBNull(4) && !row.IsDBNull(5) && now < row.GetInstant(5);
}

/// <param name="UsedAt">When tokens were last issued for it.</param>
internal sealed record LiveGrant(string ClientId, Access Access, DateTimeOffset CreatedAt, DateTimeOffset UsedAt);
