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

    public Task<LegacyPassword?> FindAsync(Guid account, CancellationToken cancellation) => tables.FindAsync(ById, Read, [account], cancellation);

    public static void Add(Unit unit, Guid account, byte[] @sealed, DateTimeOffset now) => unit.Require(Insert, account, @sealed, now, 0);

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
