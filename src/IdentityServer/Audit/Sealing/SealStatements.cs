using IdentityServer.Data;

namespace IdentityServer.Audit.Sealing;

internal static class SealStatements
{
    public static readonly Statement Insert = new("""
        INSERT INTO "AuditSeals" ("Number", "Through", "Count", "Entries", "EntriesHash", "Late", "ClosedThrough", "AfterFault", "SealedAt", "Hash", "Mac")
        VALUES (@number, @through, @count, @entries, @entriesHash, @late, @closedThrough, @afterFault, @sealedAt, @hash, @mac)
        """);

    public static readonly Statement InsertHead = new("""
        INSERT INTO "AuditHeads" ("Id", "Number", "Hash", "Mac") VALUES (@id, @number, @hash, @mac)
        """);

    /// <summary>Of two instances that seal at the same time, the one that stood on an older head writes nothing.</summary>
    public static readonly Statement MoveHead = new("""
        UPDATE "AuditHeads" SET "Number" = @number, "Hash" = @hash, "Mac" = @mac
        WHERE "Id" = @id AND "Number" = @oldNumber AND "Mac" = @oldMac
        """);

    public static readonly Statement Prune = new("""
        UPDATE "AuditSeals" SET "PrunedAt" = @at, "PrunedMac" = @mac, "Entries" = NULL WHERE "Number" = @number AND "PrunedAt" IS NULL
        """);

    public static readonly Statement Delete = new("""
        DELETE FROM "AuditSeals" WHERE "Number" = @number
        """);

    public static readonly Statement DeleteEvents = new("""
        DELETE FROM "AuditEvents" WHERE "Id" <= @through
        """);
}
