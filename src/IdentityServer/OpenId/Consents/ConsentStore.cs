using System.Data.Common;
using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Interactions;

namespace IdentityServer.OpenId.Consents;

internal sealed class ConsentStore(IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan UseInterval = TimeSpan.FromDays(1);

    /// <summary>The access of an app that was shut out.</summary>
    private static readonly byte[] Nothing = [];

    private static readonly Statement Find = new("""
        SELECT "AccountId", "ClientId", "Access", "GrantedAt", "LastUsedAt" FROM "Consents"
        WHERE "AccountId" = @account AND "ClientId" = @client AND "Access" <> @nothing
        """);

    private static readonly Statement List = new("""
        SELECT "AccountId", "ClientId", "Access", "GrantedAt", "LastUsedAt" FROM "Consents"
        WHERE "AccountId" = @account AND "Access" <> @nothing
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

    private static readonly Statement TakeBack = new("""
        UPDATE "Consents" SET "Access" = @nothing, "RevokedAt" = @now WHERE "AccountId" = @account AND "ClientId" = @client
        """);

    private static readonly Statement InsertTakenBack = new("""
        INSERT INTO "Consents" ("AccountId", "ClientId", "Access", "GrantedAt", "LastUsedAt", "RevokedAt")
        SELECT @account, @client, @nothing, @now, @now, @now
        WHERE NOT EXISTS (SELECT 1 FROM "Consents" WHERE "AccountId" = @account AND "ClientId" = @client)
        """);

    public Task<StoredConsent?> FindAsync(Guid accountId, string clientId, CancellationToken cancellation) =>
        tables.FindAsync(Find, Read, [accountId, clientId, Nothing], cancellation);

    public Task<List<StoredConsent>> OfAccountAsync(Guid accountId, CancellationToken cancellation) =>
        tables.ListAsync(List, Read, [accountId, Nothing], cancellation);

    /// <summary>For the app that asks again.</summary>
    public async Task<Consent?> RecallAsync(Guid accountId, string clientId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var consent = await FindAsync(accountId, clientId, cancellation);
        if (now - consent?.LastUsedAt >= UseInterval)
            await tables.WriteAsync(new Unit().Add(Use, now, accountId, clientId), cancellation);

        return consent?.ToConsent();
    }

    /// <summary>
    /// Adds an answer to those before it. Two first answers at the same instant make the unit end in a conflict; tried
    /// again, the second meets the row.
    /// </summary>
    public async Task AddAsync(Unit unit, string clientId, Consent given, Guid session, CancellationToken cancellation)
    {
        var before = await FindAsync(given.AccountId, clientId, cancellation);
        var access = ConsentJson.Write(before?.ToConsent().Then(given) ?? given);
        var now = clock.GetUtcNow();
        unit.Add(Replace, access, now, given.AccountId, clientId);
        unit.Add(InsertFirst, given.AccountId, clientId, access, now);
        audit.Add(unit, new(OpenIdEvents.ConsentGranted, Actor.User(given.AccountId))
        {
            ClientId = clientId,
            Session = session,
            Details = new JsonObject { ["scopes"] = string.Join(' ', given.Granted.Scopes), ["asked"] = string.Join(' ', given.Shown.Scopes) },
        });
    }

    /// <summary>
    /// The person takes back what they agreed to or were never asked. What hangs on it, the caller revokes in the same
    /// unit; codes that are still under way are older than the row says. A first answer in between is a conflict.
    /// </summary>
    public void Revoke(Unit unit, Guid accountId, string clientId, Guid session)
    {
        var now = clock.GetUtcNow();
        unit.Add(TakeBack, Nothing, now, accountId, clientId);
        unit.Add(InsertTakenBack, accountId, clientId, Nothing, now);
        audit.Add(unit, new(OpenIdEvents.ConsentRevoked, Actor.User(accountId)) { ClientId = clientId, Session = session });
    }

    private static StoredConsent Read(DbDataReader row) => new()
    {
        AccountId = row.GetGuid(0),
        ClientId = row.GetString(1),
        Access = row.GetFieldValue<byte[]>(2),
        GrantedAt = row.GetInstant(3),
        LastUsedAt = row.GetInstant(4),
    };
}
