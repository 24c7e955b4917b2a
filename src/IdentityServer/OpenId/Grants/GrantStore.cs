using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Claims;

namespace IdentityServer.OpenId.Grants;

/// <summary>One read answers everything that the use of a token depends on.</summary>
internal sealed class GrantStore(IHotTables tables)
{
    private const string Columns = $"""
        {Standing.Columns},
        g."Id", g."ClientId", g."AccountId", g."SessionId", g."Access", g."Authentication", g."ExpiresAt",
        g."Generation", g."RotatedAt", g."IdleExpiresAt", g."RevokedAt"
        """;

    private const int Own = Standing.ColumnCount;

    private static readonly Statement FindGrant = new($"""
        SELECT {Columns} FROM "Grants" g
        JOIN "Accounts" a ON a."Id" = g."AccountId"
        LEFT JOIN "Sessions" s ON s."Id" = g."SessionId"
        LEFT JOIN "Consents" c ON c."AccountId" = g."AccountId" AND c."ClientId" = g."ClientId"
        WHERE g."Id" = @id
        """);

    private static readonly Statement FindOfToken = new($"""
        SELECT {Columns}, r."Id" FROM "Grants" g
        JOIN "Accounts" a ON a."Id" = g."AccountId"
        LEFT JOIN "Sessions" s ON s."Id" = g."SessionId"
        LEFT JOIN "Consents" c ON c."AccountId" = g."AccountId" AND c."ClientId" = g."ClientId"
        LEFT JOIN "RevokedTokens" r ON r."Id" = @token
        WHERE g."Id" = @id
        """);

    private static readonly Statement FindStanding = new($"""
        SELECT {Standing.Columns} FROM "Accounts" a
        LEFT JOIN "Sessions" s ON s."Id" = @session AND s."AccountId" = a."Id"
        LEFT JOIN "Consents" c ON c."AccountId" = a."Id" AND c."ClientId" = @client
        WHERE a."Id" = @account
        """);

    private static readonly Statement FindGroups = new("""
        SELECT "Group" FROM "GroupMembers" WHERE "AccountId" = @account ORDER BY "Group"
        """);

    public Task<GrantInUse?> FindAsync(byte[] id, CancellationToken cancellation) => tables.FindAsync(FindGrant, Read, [id], cancellation);

    /// <summary>The grant behind an access token, and whether that token alone was revoked.</summary>
    public Task<GrantInUse?> FindAsync(byte[] id, byte[] tokenKey, CancellationToken cancellation) => tables.FindAsync(
        FindOfToken, row => Read(row) with { TokenIsRevoked = !row.IsDBNull(Own + 11) }, [tokenKey, id], cancellation);

    /// <summary>Before there is a grant.</summary>
    public Task<Standing?> FindStandingAsync(Guid accountId, Guid sessionId, string clientId, CancellationToken cancellation) =>
        tables.FindAsync(FindStanding, row => Standing.Read(row, accountId), [sessionId, clientId, accountId], cancellation);

    /// <summary>The person, as far as these claims tell of them: nobody, for most tokens; groups, only where they are told.</summary>
    public async ValueTask<PersonClaims?> FindPersonAsync(
        Standing standing, Guid accountId, IReadOnlyList<string> claims, CancellationToken cancellation)
    {
        if (claims is [])
            return null;

        return claims.Contains("groups")
            ? standing.Person.Value with { Groups = await tables.ListAsync(FindGroups, row => row.GetString(0), [accountId], cancellation) }
            : standing.Person.Value;
    }

    public static Unit Insert(Unit unit, GrantTerms terms, Guid? passkeyId, DateTimeOffset now, DateTimeOffset idleExpiresAt, int generation) =>
        unit.Require(GrantStatements.Insert,
            terms.Id, terms.AccountId, terms.ClientId, terms.SessionId, passkeyId, AccessJson.Write(terms.Access), ProofJson.Write(terms.Authentication),
            now, terms.ExpiresAt, idleExpiresAt, generation);

    /// <summary>A code that will never become tokens takes its place in the table all the same.</summary>
    public static Unit InsertSpoiled(Unit unit, GrantTerms terms, DateTimeOffset now) => unit.Add(GrantStatements.InsertSpoiled,
        terms.Id, terms.AccountId, terms.ClientId, terms.SessionId, AccessJson.Write(terms.Access), ProofJson.Write(terms.Authentication),
        now, terms.ExpiresAt, GrantEnd.CodeSpoiled);

    private static GrantInUse Read(DbDataReader row) => new(
        new()
        {
            Id = row.GetFieldValue<byte[]>(Own),
            ClientId = row.GetString(Own + 1),
            AccountId = row.GetGuid(Own + 2),
            SessionId = row.GetGuid(Own + 3),
            Access = AccessJson.Read(row.GetFieldValue<byte[]>(Own + 4)),
            Authentication = ProofJson.Read(row.GetFieldValue<byte[]>(Own + 5)),
            ExpiresAt = row.GetInstant(Own + 6),
        },
        Standing.Read(row, row.GetGuid(Own + 2)))
    {
        Generation = row.GetInt32(Own + 7),
        RotatedAt = row.GetInstantOrNull(Own + 8),
        IdleExpiresAt = row.GetInstant(Own + 9),
        IsRevoked = !row.IsDBNull(Own + 10),
    };
}
