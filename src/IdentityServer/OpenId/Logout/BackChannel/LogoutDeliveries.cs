using System.Data.Common;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>The queue. Several instances may work on it: moving the due time ahead is the lease, and of two who try one succeeds.</summary>
internal sealed class LogoutDeliveries(IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What was given up stays for operators to look at.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Longer than one attempt can last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly Statement Insert = new("""
        INSERT INTO "LogoutDeliveries" ("Id", "ClientId", "AccountId", "SessionId", "CreatedAt", "Attempts", "DueAt")
        VALUES (@id, @client, @account, @session, @now, @attempts, @now)
        """);

    private static readonly Statement Due = new("""
        SELECT "Id", "ClientId", "AccountId", "SessionId", "CreatedAt", "Attempts", "DueAt" FROM "LogoutDeliveries"
        WHERE "DueAt" <= @now ORDER BY "DueAt"
        """, firstOnly: true);

    private static readonly Statement Reserve = new("""
        UPDATE "LogoutDeliveries" SET "DueAt" = @lease, "Attempts" = "Attempts" + 1 WHERE "Id" = @id AND "DueAt" = @due
        """);

    private static readonly Statement Postpone = new("""UPDATE "LogoutDeliveries" SET "DueAt" = @next WHERE "Id" = @id""");

    private static readonly Statement Delete = new("""DELETE FROM "LogoutDeliveries" WHERE "Id" = @id""");

    public static void Add(Unit unit, string clientId, Session session, DateTimeOffset now) =>
        unit.Add(Insert, Handle.New(now), clientId, session.AccountId, session.Id, now, 0);

    /// <summary>Those that have waited longest. A job that gets as many as it asked for asks again.</summary>
    public Task<List<LogoutDelivery>> ListDueAsync(int atMost, CancellationToken cancellation) =>
        tables.ListAsync(Due, Read, [clock.GetUtcNow(), atMost], cancellation);

    /// <summary>False: somebody else is at it.</summary>
    public async Task<bool> TryReserveAsync(LogoutDelivery delivery, CancellationToken cancellation) =>
        await tables.WriteAsync(new Unit().Require(Reserve, clock.GetUtcNow() + Lease, delivery.Id, delivery.DueAt), cancellation) is UnitOutcome.Committed;

    public Task PostponeAsync(LogoutDelivery delivery, DateTimeOffset next) =>
        tables.WriteAsync(new Unit().Add(Postpone, next, delivery.Id), CancellationToken.None);

    public Task GiveUpAsync(LogoutDelivery delivery, string reason) => tables.WriteAsync(
        audit.Add(new Unit().Add(Postpone, (DateTimeOffset?)null, delivery.Id), Entry(OpenIdEvents.LogoutNotificationFailed, delivery) with { Reason = reason }),
        CancellationToken.None);

    public Task CompleteAsync(LogoutDelivery delivery) => tables.WriteAsync(
        audit.Add(new Unit().Add(Delete, delivery.Id), Entry(OpenIdEvents.LogoutNotified, delivery)), CancellationToken.None);

    /// <summary>The client is gone or no longer wants to hear of it.</summary>
    public Task DropAsync(LogoutDelivery delivery) => tables.WriteAsync(new Unit().Add(Delete, delivery.Id), CancellationToken.None);

    private static LogoutDelivery Read(DbDataReader row) => new()
    {
        Id = row.GetFieldValue<byte[]>(0),
        ClientId = row.GetString(1),
        AccountId = row.GetGuid(2),
        SessionId = row.GetGuid(3),
        CreatedAt = row.GetInstant(4),
        Attempts = row.GetInt32(5),
        DueAt = row.GetInstant(6),
    };

    private static AuditEntry Entry(AuditEventType type, LogoutDelivery delivery) => new(type, Actor.System)
    {
        Subject = delivery.AccountId,
        ClientId = delivery.ClientId,
        Session = delivery.SessionId,
    };
}
