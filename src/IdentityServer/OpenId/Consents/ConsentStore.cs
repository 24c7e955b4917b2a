using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Interactions;

namespace IdentityServer.OpenId.Consents;

internal sealed class ConsentStore(IHotTables tables)
{
    private static readonly TimeSpan UseInterval = TimeSpan.FromDays(1);

    private static readonly Statement Find = new("""
        SELECT "AccountId", "ClientId", "Access", "GrantedAt", "LastUsedAt" FROM "Consents" WHERE "AccountId" = @account AND "ClientId" = @client
        """);

    private static readonly Statement Replace = new("""
        UPDATE "Consents" SET "Access" = @access, "GrantedAt" = @now, "LastUsedAt" = @now WHERE "AccountId" = @account AND "ClientId" = @client
        """);

    private static readonly Statement InsertFirst = new("""
        INSERT INTO "Consents" ("AccountId", "ClientId", "Access", "GrantedAt", "LastUsedAt")
        SELECT @account, @client, @access, @now, @now
        WHERE NOT EXISTS (SELECT 1 FROM "Consents" WHERE "AccountId" = @account AND "ClientId" = @client)
        """);

    private static readonly Statement Use = new("""
        UPDATE "Consents" SET "LastUsedAt" = @now WHERE "AccountId" = @account AND "ClientId" = @client
        """);

    private static readonly Statement Delete = new("""
        DELETE FROM "Consents" WHERE "AccountId" = @account AND "ClientId" = @client
        """);

    public Task<StoredConsent?> FindAsync(Guid accountId, string clientId, CancellationToken cancellation) =>
        tables.FindAsync(Find, Read, [accountId, clientId], cancellation);

    /// <summary>Two first answers at the same instant make the unit end in a conflict; the second try meets the row.</summary>
    public static void Put(Unit unit, string clientId, Consent consent, DateTimeOffset now)
    {
        var access = ConsentJson.Write(consent);
        unit.Add(Replace, access, now, consent.AccountId, clientId);
        unit.Add(InsertFirst, consent.AccountId, clientId, access, now);
    }

    /// <summary>The person takes it back. What hangs on it, the caller revokes in the same unit.</summary>
    public static void Revoke(Unit unit, Guid accountId, string clientId) => unit.Require(Delete, accountId, clientId);

    public async Task UseAsync(StoredConsent consent, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - consent.LastUsedAt >= UseInterval)
            await tables.WriteAsync(new Unit().Add(Use, now, consent.AccountId, consent.ClientId), cancellation);
    }

    private static StoredConsent Read(DbDataReader row) => new()
    {
        AccountId = row.GetGuid(0),
        ClientId = row.GetString(1),
        Access = row.GetFieldValue<byte[]>(2),
        GrantedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        LastUsedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
    };
}
