using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Codes;

internal sealed class RecoveryCodeStore(IHotTables tables)
{
    private static readonly Statement OfAccount = new("""
        SELECT "AccountId", "SetId", "Number", "Sealed", "CreatedAt", "ConfirmedAt", "UsedAt" FROM "RecoveryCodes"
        WHERE "AccountId" = @account AND "ReplacedAt" IS NULL ORDER BY "Number"
        """);

    private static readonly Statement Insert = new("""
        INSERT INTO "RecoveryCodes" ("AccountId", "SetId", "Number", "Sealed", "CreatedAt") VALUES (@account, @set, @number, @sealed, @created)
        """);

    private static readonly Statement ForgetPending = new("""
        DELETE FROM "RecoveryCodes" WHERE "AccountId" = @account AND "ConfirmedAt" IS NULL
        """);

    private static readonly Statement ReplaceOthers = new("""
        UPDATE "RecoveryCodes" SET "ReplacedAt" = @now WHERE "AccountId" = @account AND "SetId" <> @set AND "ReplacedAt" IS NULL
        """);

    private static readonly Statement Confirm = new("""
        UPDATE "RecoveryCodes" SET "ConfirmedAt" = @now WHERE "SetId" = @set AND "Number" = @number AND "ConfirmedAt" IS NULL
        """);

    /// <summary>Of two who type the same code at once, one hits the row.</summary>
    private static readonly Statement Spend = new("""
        UPDATE "RecoveryCodes" SET "UsedAt" = @now
        WHERE "SetId" = @set AND "Number" = @number AND "ConfirmedAt" IS NOT NULL AND "UsedAt" IS NULL AND "ReplacedAt" IS NULL
        """);

    private static readonly Statement ForgetDrawn = new("""
        DELETE FROM "RecoveryCodes" WHERE "AccountId" = @account AND "CreatedAt" >= @since
        """);

    private static readonly Statement BringBack = new("""
        UPDATE "RecoveryCodes" SET "ReplacedAt" = NULL WHERE "AccountId" = @account AND "ReplacedAt" >= @since
        """);

    public Task<List<RecoveryCode>> OfAccountAsync(Guid account, CancellationToken cancellation) => tables.ListAsync(OfAccount, Read, [account], cancellation);

    /// <summary>The set before stays good until this one is confirmed.</summary>
    public static Unit AddPending(Unit unit, Guid account, IEnumerable<RecoveryCode> codes)
    {
        unit.Add(ForgetPending, account);
        foreach (var code in codes)
            unit.Require(Insert, account, code.SetId, code.Number, code.Sealed, code.CreatedAt);
        return unit;
    }

    public static Unit ConfirmSet(Unit unit, IReadOnlyList<RecoveryCode> codes, DateTimeOffset now)
    {
        foreach (var code in codes)
            unit.Require(Confirm, now, code.SetId, code.Number);
        return unit.Add(ForgetPending, codes[0].AccountId).Add(ReplaceOthers, now, codes[0].AccountId, codes[0].SetId);
    }

    public static Unit Use(Unit unit, RecoveryCode code, DateTimeOffset now) => unit.Require(Spend, now, code.SetId, code.Number);

    /// <summary>No sheet that was drawn since then counts; what one of them replaced does again.</summary>
    public static Unit TakeBack(Unit unit, Guid account, DateTimeOffset since) => unit.Add(ForgetDrawn, account, since).Add(BringBack, account, since);

    private static RecoveryCode Read(DbDataReader row) => new()
    {
        AccountId = row.GetGuid(0),
        SetId = row.GetGuid(1),
        Number = row.GetInt32(2),
        Sealed = row.GetFieldValue<byte[]>(3),
        CreatedAt = row.GetInstant(4),
        ConfirmedAt = row.GetInstantOrNull(5),
        UsedAt = row.GetInstantOrNull(6),
    };
}
