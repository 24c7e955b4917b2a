using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Authenticator;

internal sealed class AuthenticatorAppStore(IHotTables tables)
{
    private static readonly Statement OfAccount = new("""
        SELECT "Id", "AccountId", "SessionId", "Sealed", "CreatedAt", "ConfirmedAt", "RemovedAt", "LastUsedAt", "LastStep"
        FROM "AuthenticatorApps" WHERE "AccountId" = @account
        """);

    private static readonly Statement ForgetUnused = new("""
        DELETE FROM "AuthenticatorApps" WHERE "AccountId" = @account AND ("ConfirmedAt" IS NULL OR "RemovedAt" IS NOT NULL)
        """);

    private static readonly Statement Insert = new("""
        INSERT INTO "AuthenticatorApps" ("Id", "AccountId", "SessionId", "Sealed", "CreatedAt", "LastStep")
        VALUES (@id, @account, @session, @sealed, @created, @step)
        """);

    private static readonly Statement ConfirmOne = new("""
        UPDATE "AuthenticatorApps" SET "ConfirmedAt" = @now, "LastStep" = @step WHERE "Id" = @id AND "ConfirmedAt" IS NULL
        """);

    /// <summary>Of fifty who send the same code at once, one moves the step.</summary>
    private static readonly Statement UseStep = new("""
        UPDATE "AuthenticatorApps" SET "LastStep" = @step, "LastUsedAt" = @now
        WHERE "Id" = @id AND "LastStep" < @step AND "ConfirmedAt" IS NOT NULL AND "RemovedAt" IS NULL
        """);

    private static readonly Statement RemoveOne = new("""
        UPDATE "AuthenticatorApps" SET "RemovedAt" = @now WHERE "Id" = @id AND "ConfirmedAt" IS NOT NULL AND "RemovedAt" IS NULL
        """);

    private static readonly Statement RestoreOne = new("""
        UPDATE "AuthenticatorApps" SET "RemovedAt" = NULL WHERE "Id" = @id AND "RemovedAt" > @since
        """);

    private static readonly Statement Delete = new("""DELETE FROM "AuthenticatorApps" WHERE "Id" = @id""");

    public Task<AuthenticatorApp?> FindAsync(Guid account, CancellationToken cancellation) => tables.FindAsync(OfAccount, Read, [account], cancellation);

    /// <summary>In conflict where a confirmed one is there.</summary>
    public static Unit AddPending(Unit unit, AuthenticatorApp app) => unit
        .Add(ForgetUnused, app.AccountId)
        .Require(Insert, app.Id, app.AccountId, app.SessionId, app.Sealed, app.CreatedAt, app.LastStep);

    public static Unit Confirm(Unit unit, AuthenticatorApp app, long step, DateTimeOffset now) => unit.Require(ConfirmOne, now, step, app.Id);

    public static Unit Use(Unit unit, AuthenticatorApp app, long step, DateTimeOffset now) => unit.Require(UseStep, step, now, app.Id);

    public static Unit Remove(Unit unit, AuthenticatorApp app, DateTimeOffset now) => unit.Require(RemoveOne, now, app.Id);

    /// <summary>Misses where the removal is older than this.</summary>
    public static Unit Restore(Unit unit, AuthenticatorApp app, DateTimeOffset since) => unit.Require(RestoreOne, app.Id, since);

    public static Unit Forget(Unit unit, AuthenticatorApp app) => unit.Require(Delete, app.Id);

    private static AuthenticatorApp Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        AccountId = row.GetGuid(1),
        SessionId = row.GetGuid(2),
        Sealed = row.GetFieldValue<byte[]>(3),
        CreatedAt = row.GetInstant(4),
        ConfirmedAt = row.GetInstantOrNull(5),
        RemovedAt = row.GetInstantOrNull(6),
        LastUsedAt = row.GetInstantOrNull(7),
        LastStep = row.GetInt64(8),
    };
}
