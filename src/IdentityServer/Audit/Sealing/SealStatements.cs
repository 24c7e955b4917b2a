using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Audit.Sealing;

internal static class SealStatements
{
    private const string Columns = """
        "Number", "Through", "Count", "Entries", "EntriesHash", "Late", "ClosedThrough", "AfterFault", "SealedAt", "Hash", "Mac", "PrunedAt", "PrunedMac"
        """;

    public static readonly Statement FindHead = new("""SELECT "Number", "Hash", "Mac" FROM "AuditHeads" WHERE "Id" = @id""");

    public static readonly Statement Last = new($"""SELECT {Columns} FROM "AuditSeals" ORDER BY "Number" DESC""", firstOnly: true);

    public static readonly Statement SealedBefore = new($"""
        SELECT {Columns} FROM "AuditSeals" WHERE "Number" > @after AND "SealedAt" <= @instant ORDER BY "Number"
        """, firstOnly: true);

    public static readonly Statement After = new($"""
        SELECT {Columns} FROM "AuditSeals" WHERE "Number" > @number AND "Number" <= @through ORDER BY "Number"
        """, firstOnly: true);

    public static readonly Statement NewestClosed = new($"""
        SELECT {Columns} FROM "AuditSeals"
        WHERE "Number" <= (SELECT MAX("ClosedThrough") FROM "AuditSeals") AND "Through" <= @limit ORDER BY "Number" DESC
        """, firstOnly: true);

    public static readonly Statement Pruned = new($"""
        SELECT {Columns} FROM "AuditSeals" WHERE "PrunedAt" IS NOT NULL ORDER BY "Number" DESC
        """);

    public static readonly Statement ThroughBefore = new("""
        SELECT "Through" FROM "AuditSeals" WHERE "Number" < @number ORDER BY "Number" DESC
        """, firstOnly: true);

    public static readonly Statement UpTo = new("""
        SELECT "Number", "Through" FROM "AuditSeals" WHERE "Number" <= @number ORDER BY "Number"
        """);

    public static readonly Statement Rows = new("""
        SELECT "Id", "Mac" FROM "AuditEvents" WHERE "Id" > @after AND "Id" <= @through ORDER BY "Id"
        """, firstOnly: true);

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

    public static AuditSeal ReadSeal(DbDataReader row)
    {
        var seal = new AuditSeal
        {
            Number = row.GetInt64(0),
            Through = ReadId(row, 1),
            Count = row.GetInt32(2),
            Entries = row.GetBytesOrNull(3),
            EntriesHash = row.GetFieldValue<byte[]>(4),
            Late = row.GetBytesOrNull(5),
            ClosedThrough = row.GetInt64(6),
            AfterFault = row.GetBoolean(7),
            SealedAt = row.GetInstant(8),
            PrunedAt = row.GetInstantOrNull(11),
            PrunedMac = row.GetBytesOrNull(12),
        };
        seal.Sign(row.GetFieldValue<byte[]>(9), row.GetFieldValue<byte[]>(10));
        return seal;
    }

    public static AuditHead ReadHead(DbDataReader row) =>
        new() { Number = row.GetInt64(0), Hash = row.GetFieldValue<byte[]>(1), Mac = row.GetFieldValue<byte[]>(2) };

    public static EventId ReadId(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));
}
