using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Passwords;

internal sealed class LegacyPasswordStore(IHotTables tables)
{
    private static readonly Statement Insert = new("""
        INSERT INTO "LegacyPasswords" ("AccountId", "Sealed", "ImportedAt", "Declined") VALUES (@account, @sealed, @imported, @declined)
        """);

    private static readonly Statement ById = new("""
        SELECT "AccountId", "Sealed", "ImportedAt", "LastUsedAt", "SwitchedOffAt", "AskAgainAt", "Declined"
        FROM "LegacyPasswords" WHERE "AccountId" = @account
        """);

    /// <summary>Misses where it was switched off meanwhile.</summary>
    private static readonly Statement Use = new("""
        UPDATE "LegacyPasswords" SET "LastUsedAt" = @now, "Sealed" = @sealed WHERE "AccountId" = @account AND "SwitchedOffAt" IS NULL
        """);

    private static readonly Statement Snooze = new("""
        UPDATE "LegacyPasswords" SET "AskAgainAt" = @until, "Declined" = "Declined" + 1 WHERE "AccountId" = @account
        """);

    private static readonly Statement Off = new("""
        UPDATE "LegacyPasswords" SET "SwitchedOffAt" = @now WHERE "AccountId" = @account AND "SwitchedOffAt" IS NULL
        """);

    public Task<LegacyPassword?> FindAsync(Guid account, CancellationToken cancellation) => tables.FindAsync(ById, Read, [account], cancellation);

    public static void Add(Unit unit, Guid account, byte[] @sealed, DateTimeOffset now) => unit.Require(Insert, account, @sealed, now, 0);

    public static void RecordUse(Unit unit, PasswordProof.Accepted proof, DateTimeOffset now) =>
        unit.Require(Use, now, proof.Renewed ?? proof.Password.Sealed, proof.Account.Id);

    public static Unit AskLater(Unit unit, Guid account, DateTimeOffset until) => unit.Add(Snooze, until, account);

    /// <summary>Misses where it was switched off already, and where there is none.</summary>
    public static Unit SwitchOff(Unit unit, Guid account, DateTimeOffset now) => unit.Require(Off, now, account);

    private static LegacyPassword Read(DbDataReader row) => new()
    {
        AccountId = row.GetGuid(0),
        Sealed = row.GetFieldValue<byte[]>(1),
        ImportedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        LastUsedAt = row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        SwitchedOffAt = row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        AskAgainAt = row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        Declined = row.GetInt32(6),
    };
}
