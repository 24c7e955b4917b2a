using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

internal sealed class HalfSignInStore(IHotTables tables, TimeProvider clock)
{
    private static readonly Statement Insert = new("""
        INSERT INTO "HalfSignIns" ("Id", "BrowserHash", "AccountId", "Interaction", "ExpiresAt", "Tries")
        VALUES (@id, @browser, @account, @interaction, @expires, @tries)
        """);

    private static readonly Statement Find = new("""
        SELECT "Id", "BrowserHash", "AccountId", "Interaction", "ExpiresAt", "Tries", "TakenAt" FROM "HalfSignIns"
        WHERE "Id" = @id AND "TakenAt" IS NULL AND "ExpiresAt" > @now AND "Tries" < @most
        """);

    private static readonly Statement Count = new("""
        UPDATE "HalfSignIns" SET "Tries" = "Tries" + 1 WHERE "Id" = @id AND "TakenAt" IS NULL AND "ExpiresAt" > @now AND "Tries" < @most
        """);

    private static readonly Statement Take = new("""
        UPDATE "HalfSignIns" SET "TakenAt" = @now WHERE "Id" = @id AND "TakenAt" IS NULL
        """);

    public Handle Begin(Unit unit, HttpContext http, Guid account, Interaction? interaction)
    {
        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        unit.Require(Insert, handle, Browser.HashOrCreate(http, now), account, interaction?.Handle.ToString(), now + HalfSignIn.Lifetime, 0);
        return handle;
    }

    /// <summary>Null where there is none, where it is over, and where another browser began it: nobody learns which.</summary>
    public async Task<HalfSignIn?> FindAsync(HttpContext http, string? text, CancellationToken cancellation) =>
        Handle.TryParse(text, out var handle)
        && await tables.FindAsync(Find, Read, [handle, clock.GetUtcNow(), HalfSignIn.MostTries], cancellation) is { } half
        && Browser.Owns(http, half.BrowserHash)
            ? half
            : null;

    /// <summary>Before the code is looked at, so that tries at the same moment count too.</summary>
    public async Task<bool> CountTryAsync(HalfSignIn half) =>
        await tables.WriteAsync(new Unit().Require(Count, half.Id, clock.GetUtcNow(), HalfSignIn.MostTries), CancellationToken.None) is UnitOutcome.Committed;

    public void Finish(Unit unit, HalfSignIn half) => unit.Require(Take, clock.GetUtcNow(), half.Id);

    private static HalfSignIn Read(DbDataReader row) => new()
    {
        Id = row.GetFieldValue<byte[]>(0),
        BrowserHash = row.GetFieldValue<byte[]>(1),
        AccountId = row.GetGuid(2),
        Interaction = row.GetStringOrNull(3),
        ExpiresAt = row.GetInstant(4),
        Tries = row.GetInt32(5),
        TakenAt = row.GetInstantOrNull(6),
    };
}
