using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Passwords;

internal sealed class LegacyPasswordStore(IHotTables tables)
{
    private static readonly Statement Insert = new("""
        INSERT INTO "LegacyPasswords" ("AccountId", "Sealed", "ImportedAt", "Declined", "Reminders") VALUES (@account, @sealed, @imported, @none, @none)
        """);

    private const string Columns = """
        "AccountId", "Sealed", "ImportedAt", "LastUsedAt", "SwitchedOffAt", "AskAgainAt", "Declined", "SwitchedOffBy", "SwitchOffAt", "Reminders"
        """;

    private static readonly Statement ById = new($"""SELECT {Columns} FROM "LegacyPasswords" WHERE "AccountId" = @account""");

    private static readonly Statement Everybody = new($"""SELECT {Columns} FROM "LegacyPasswords" """);

    private static readonly Statement Planned = new($"""
        SELECT {Columns} FROM "LegacyPasswords" WHERE "SwitchOffAt" IS NOT NULL AND "SwitchedOffAt" IS NULL
        """);

    private static readonly Statement OffBefore = new("""SELECT "AccountId" FROM "LegacyPasswords" WHERE "SwitchedOffAt" < @before""");

    private static readonly Statement Unused = new("""
        SELECT "AccountId" FROM "LegacyPasswords" WHERE "ImportedAt" < @before AND ("LastUsedAt" IS NULL OR "LastUsedAt" < @before)
        """);

    /// <summary>Misses where it was switched off meanwhile.</summary>
    private static readonly Statement Use = new("""
        UPDATE "LegacyPasswords" SET "LastUsedAt" = @now, "Sealed" = @sealed WHERE "AccountId" = @account AND "SwitchedOffAt" IS NULL
        """);

    private static readonly Statement Snooze = new("""
        UPDATE "LegacyPasswords" SET "AskAgainAt" = @until, "Declined" = "Declined" + 1 WHERE "AccountId" = @account
        """);

    private static readonly Statement Off = new("""
        UPDATE "LegacyPasswords" SET "SwitchedOffAt" = @now, "SwitchedOffBy" = @by, "SwitchOffAt" = NULL
        WHERE "AccountId" = @account AND "SwitchedOffAt" IS NULL
        """);

    private static readonly Statement On = new("""
        UPDATE "LegacyPasswords" SET "SwitchedOffAt" = NULL, "SwitchedOffBy" = NULL WHERE "AccountId" = @account AND "SwitchedOffAt" = @since
        """);

    private static readonly Statement SetDay = new("""
        UPDATE "LegacyPasswords" SET "SwitchOffAt" = @day, "Reminders" = @none WHERE "AccountId" = @account AND "SwitchedOffAt" IS NULL
        """);

    private static readonly Statement Remind = new("""
        UPDATE "LegacyPasswords" SET "Reminders" = @after WHERE "AccountId" = @account AND "Reminders" = @before
        """);

    private static readonly Statement Delete = new("""DELETE FROM "LegacyPasswords" WHERE "AccountId" = @account""");

    public Task<LegacyPassword?> FindAsync(Guid account, CancellationToken cancellation) => tables.FindAsync(ById, Read, [account], cancellation);

    public Task<List<LegacyPassword>> AllAsync(CancellationToken cancellation) => tables.ListAsync(Everybody, Read, [], cancellation);

    /// <summary>Those whose day is set.</summary>
    public Task<List<LegacyPassword>> PlannedAsync(CancellationToken cancellation) => tables.ListAsync(Planned, Read, [], cancellation);

    public Task<List<Guid>> SwitchedOffBeforeAsync(DateTimeOffset moment, CancellationToken cancellation) =>
        tables.ListAsync(OffBefore, row => row.GetGuid(0), [moment], cancellation);

    public Task<List<Guid>> UnusedSinceAsync(DateTimeOffset moment, CancellationToken cancellation) =>
        tables.ListAsync(Unused, row => row.GetGuid(0), [moment], cancellation);

    public static void Add(Unit unit, Guid account, byte[] @sealed, DateTimeOffset now) => unit.Require(Insert, account, @sealed, now, 0);

    public static void RecordUse(Unit unit, PasswordProof.Accepted proof, DateTimeOffset now) =>
        unit.Require(Use, now, proof.Renewed ?? proof.Password.Sealed, proof.Account.Id);

    public static Unit AskLater(Unit unit, Guid account, DateTimeOffset until) => unit.Add(Snooze, until, account);

    /// <summary>Misses where it was switched off already, and where there is none.</summary>
    public static Unit SwitchOff(Unit unit, Guid account, PasswordEnd by, DateTimeOffset now) => unit.Require(Off, now, by, account);

    /// <summary>Misses where it was erased, or switched on and off again, meanwhile.</summary>
    public static Unit SwitchOn(Unit unit, LegacyPassword password) => unit.Require(On, password.AccountId, password.SwitchedOffAt);

    /// <summary>Sets the day, or takes it away.</summary>
    public static Unit Plan(Unit unit, Guid account, DateTimeOffset? day) => unit.Require(SetDay, day, 0, account);

    public static Unit Reminded(Unit unit, LegacyPassword password, int reminders) => unit.Require(Remind, reminders, password.AccountId, password.Reminders);

    public static Unit Erase(Unit unit, Guid account) => unit.Require(Delete, account);

    private static LegacyPassword Read(DbDataReader row) => new()
    {
        AccountId = row.GetGuid(0),
        Sealed = row.GetFieldValue<byte[]>(1),
        ImportedAt = row.GetInstant(2),
        LastUsedAt = row.GetInstantOrNull(3),
        SwitchedOffAt = row.GetInstantOrNull(4),
        AskAgainAt = row.GetInstantOrNull(5),
        Declined = row.GetInt32(6),
        SwitchedOffBy = row.GetEnumOrNull<PasswordEnd>(7),
        SwitchOffAt = row.GetInstantOrNull(8),
        Reminders = row.GetInt32(9),
    };
}
