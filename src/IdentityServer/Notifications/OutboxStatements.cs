using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Notifications;

internal static class OutboxStatements
{
    public static readonly Statement Insert = new("""
        INSERT INTO "Outbox" ("Id", "Kind", "AccountId", "Recipient", "Language", "CreatedAt", "ExpiresAt", "State", "Attempts", "NextAttemptAt", "Sealed")
        VALUES (@id, @kind, @account, @recipient, @language, @created, @expires, @state, @attempts, @next, @sealed)
        """);

    public static readonly Statement Due = new("""
        SELECT "Id", "Kind", "AccountId", "Recipient", "Language", "CreatedAt", "ExpiresAt", "State", "Attempts", "NextAttemptAt", "FinishedAt", "Failure", "Sealed"
        FROM "Outbox" WHERE "NextAttemptAt" <= @now ORDER BY "NextAttemptAt"
        """, firstOnly: true);

    /// <summary>Of all instances that saw the same instant, one moves it.</summary>
    public static readonly Statement Claim = new("""
        UPDATE "Outbox" SET "NextAttemptAt" = @until, "Attempts" = @attempts WHERE "Id" = @id AND "NextAttemptAt" = @seen
        """);

    public static readonly Statement Postpone = new("""
        UPDATE "Outbox" SET "NextAttemptAt" = @next, "Attempts" = @attempts, "Failure" = @failure WHERE "Id" = @id AND "NextAttemptAt" = @held
        """);

    public static readonly Statement Finish = new("""
        UPDATE "Outbox" SET "State" = @state, "FinishedAt" = @now, "NextAttemptAt" = @never, "Failure" = @failure, "Sealed" = @sealed
        WHERE "Id" = @id AND "NextAttemptAt" = @held
        """);

    public static readonly Statement Forget = new("""DELETE FROM "Outbox" WHERE "AccountId" = @account""");

    public static readonly Statement SentLately = new("""
        SELECT "FinishedAt" FROM "Outbox" WHERE "Recipient" = @recipient AND "Kind" = @kind AND "FinishedAt" > @since AND "State" = @sent
        """);

    public static OutboxMessage Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Kind = row.GetString(1),
        AccountId = row.GetGuidOrNull(2),
        Recipient = row.GetFieldValue<byte[]>(3),
        Language = row.GetString(4),
        CreatedAt = row.GetInstant(5),
        ExpiresAt = row.GetInstantOrNull(6),
        State = row.GetEnum<OutboxState>(7),
        Attempts = row.GetInt32(8),
        NextAttemptAt = row.GetInstantOrNull(9),
        FinishedAt = row.GetInstantOrNull(10),
        Failure = row.GetStringOrNull(11),
        Sealed = row.GetFieldValue<byte[]>(12),
    };
}
