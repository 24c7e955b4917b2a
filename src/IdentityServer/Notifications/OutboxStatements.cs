using IdentityServer.Data;

namespace IdentityServer.Notifications;

internal static class OutboxStatements
{
    public static readonly Statement Insert = new("""
        INSERT INTO "Outbox" ("Id", "Kind", "AccountId", "Recipient", "Language", "CreatedAt", "ExpiresAt", "State", "Attempts", "NextAttemptAt", "Sealed")
        VALUES (@id, @kind, @account, @recipient, @language, @created, @expires, @state, @attempts, @next, @sealed)
        """);

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
}
