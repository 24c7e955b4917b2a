using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Sessions;

namespace IdentityServer.Passkeys.Pairing;

internal sealed class PairingStore(IHotTables tables, TimeProvider clock)
{
    private const string Columns = """
        "Id", "AccountId", "SessionId", "CodeMac", "Sealed", "ExpiresAt", "ClaimId", "Number", "Device", "Country", "Network",
        "ConfirmedAt", "CancelledAt", "UsedAt"
        """;

    private static readonly Statement InsertOne = new("""
        INSERT INTO "PasskeyPairings" ("Id", "AccountId", "SessionId", "CodeMac", "Sealed", "ExpiresAt")
        VALUES (@id, @account, @session, @mac, @sealed, @expires)
        """);

    private static readonly Statement CancelOpen = new("""
        UPDATE "PasskeyPairings" SET "CancelledAt" = @now WHERE "AccountId" = @account AND "UsedAt" IS NULL AND "CancelledAt" IS NULL
        """);

    private static readonly Statement ById = new($"""SELECT {Columns} FROM "PasskeyPairings" WHERE "Id" = @id""");

    private static readonly Statement ByClaim = new($"""SELECT {Columns} FROM "PasskeyPairings" WHERE "ClaimId" = @claim""");

    private static readonly Statement OfAccount = new($"""
        SELECT {Columns} FROM "PasskeyPairings" WHERE "AccountId" = @account AND "ExpiresAt" > @since ORDER BY "ExpiresAt" DESC
        """);

    /// <summary>Of all who hold the code, one browser takes it up.</summary>
    private static readonly Statement ClaimOne = new("""
        UPDATE "PasskeyPairings" SET "ClaimId" = @claim, "Number" = @number, "Device" = @device, "Country" = @country, "Network" = @network
        WHERE "Id" = @id AND "ClaimId" IS NULL AND "CancelledAt" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement ConfirmOne = new("""
        UPDATE "PasskeyPairings" SET "ConfirmedAt" = @now
        WHERE "Id" = @id AND "ClaimId" IS NOT NULL AND "ConfirmedAt" IS NULL AND "CancelledAt" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement CancelOne = new("""
        UPDATE "PasskeyPairings" SET "CancelledAt" = @now WHERE "Id" = @id AND "UsedAt" IS NULL AND "CancelledAt" IS NULL
        """);

    private static readonly Statement UseOne = new("""
        UPDATE "PasskeyPairings" SET "UsedAt" = @now
        WHERE "Id" = @id AND "ConfirmedAt" IS NOT NULL AND "UsedAt" IS NULL AND "CancelledAt" IS NULL AND "ExpiresAt" > @now
        """);

    /// <summary>One at a time: whoever shows a new code has given the one before up.</summary>
    public void Begin(Unit unit, PasskeyPairing it) => unit
        .Add(CancelOpen, clock.GetUtcNow(), it.AccountId)
        .Require(InsertOne, it.Id, it.AccountId, it.SessionId, it.CodeMac, it.Sealed, it.ExpiresAt);

    public Task<PasskeyPairing?> FindAsync(Handle handle, CancellationToken cancellation) => tables.FindAsync(ById, Read, [handle], cancellation);

    public Task<PasskeyPairing?> OfClaimAsync(Handle claim, CancellationToken cancellation) => tables.FindAsync(ByClaim, Read, [claim], cancellation);

    /// <summary>The latest that this account began, as long as there is something to say about it.</summary>
    public async Task<PasskeyPairing?> LatestAsync(Guid account, CancellationToken cancellation)
    {
        var latest = await tables.ListAsync(OfAccount, Read, [account, clock.GetUtcNow() - PasskeyPairing.Lifetime], cancellation);
        return latest is [var first, ..] ? first : null;
    }

    public void Claim(Unit unit, PasskeyPairing it, Handle claim, int number, SeenAt seen, string? network) =>
        unit.Require(ClaimOne, claim, number, seen.Device, seen.Country, network, it.Id, clock.GetUtcNow());

    public void Confirm(Unit unit, PasskeyPairing it) => unit.Require(ConfirmOne, clock.GetUtcNow(), it.Id);

    public void Cancel(Unit unit, PasskeyPairing it) => unit.Require(CancelOne, clock.GetUtcNow(), it.Id);

    public void Use(Unit unit, PasskeyPairing it) => unit.Require(UseOne, clock.GetUtcNow(), it.Id);

    private static PasskeyPairing Read(DbDataReader row) => new()
    {
        Id = row.GetFieldValue<byte[]>(0),
        AccountId = row.GetGuid(1),
        SessionId = row.GetGuid(2),
        CodeMac = row.GetFieldValue<byte[]>(3),
        Sealed = row.GetFieldValue<byte[]>(4),
        ExpiresAt = row.GetInstant(5),
        ClaimId = row.GetBytesOrNull(6),
        Number = row.IsDBNull(7) ? null : row.GetInt32(7),
        Device = row.GetStringOrNull(8),
        Country = row.GetStringOrNull(9),
        Network = row.GetStringOrNull(10),
        ConfirmedAt = row.GetInstantOrNull(11),
        CancelledAt = row.GetInstantOrNull(12),
        UsedAt = row.GetInstantOrNull(13),
    };
}
