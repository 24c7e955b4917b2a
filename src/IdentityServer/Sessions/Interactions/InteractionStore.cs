using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Shared.Text;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Interactions;

internal sealed class InteractionStore(IHotTables tables, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private static readonly Statement Insert = new("""
        INSERT INTO "Interactions" ("Id", "BrowserHash", "ReturnPath", "Request", "App", "AccountId", "LoginHint", "RequiresUserVerification", "CreatedAt", "ExpiresAt")
        VALUES (@id, @browser, @return, @request, @app, @account, @hint, @uv, @created, @expires)
        """);

    private static readonly Statement Find = new("""
        SELECT "Id", "BrowserHash", "ReturnPath", "Request", "App", "AccountId", "LoginHint", "RequiresUserVerification", "CreatedAt", "ExpiresAt"
        FROM "Interactions" WHERE "Id" = @id AND "ExpiresAt" > @now
        """);

    private static readonly Statement Rebind = new("""
        UPDATE "Interactions" SET "BrowserHash" = @browser WHERE "Id" = @id
        """);

    private static readonly Statement ChangeRequest = new("""
        UPDATE "Interactions" SET "Request" = @request WHERE "Id" = @id
        """);

    private static readonly Statement ChangeHint = new("""
        UPDATE "Interactions" SET "LoginHint" = @hint WHERE "Id" = @id
        """);

    private static readonly Statement Take = new("""
        DELETE FROM "Interactions" WHERE "Id" = @id AND "ExpiresAt" > @now
        """);

    public async Task<Handle> BeginAsync(HttpContext http, InteractionStart start, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        await tables.WriteAsync(new Unit().Require(Insert,
            handle, Browser.HashOrCreate(http, now), start.ReturnPath, start.Request, start.App?.Write(), start.AccountId, start.LoginHint,
            start.RequiresUserVerification, now, now + Lifetime), cancellation);
        return handle;
    }

    /// <summary>Null where there is none, where it expired, and where another browser began it: nobody learns which.</summary>
    public async Task<Interaction?> FindAsync(HttpContext http, string? text, CancellationToken cancellation)
    {
        if (!Handle.TryParse(text, out var handle))
            return null;

        var interaction = await tables.FindAsync(Find, row => Read(row, handle), [handle, clock.GetUtcNow()], cancellation);
        return interaction is not null && Browser.Owns(http, interaction.BrowserHash) ? interaction : null;
    }

    /// <summary>Remembers what somebody calls themselves, for the next page; a journey begins where there was none. Looks nobody up.</summary>
    public async Task<string> NameAsync(HttpContext http, string? text, string name, CancellationToken cancellation)
    {
        var hint = name.Legible();
        if (await FindAsync(http, text, cancellation) is not { } interaction)
            return (await BeginAsync(http, new("/account/passkeys") { LoginHint = hint }, cancellation)).ToString();

        await tables.WriteAsync(new Unit().Add(ChangeHint, hint, interaction.Id), cancellation);
        return text!;
    }

    /// <summary>Signing in gives the browser a new nonce; the interaction it came from follows it there.</summary>
    public static void FollowBrowser(Unit unit, Interaction interaction, Handle browser) => unit.Add(Rebind, browser, interaction.Id);

    /// <summary>The room that began it has something to add to what it remembers.</summary>
    public static Unit Change(Unit unit, Interaction interaction, byte[] request) => unit.Add(ChangeRequest, request, interaction.Id);

    /// <summary>The end of the journey: whoever answers the app first has answered it.</summary>
    public void Finish(Unit unit, Interaction interaction) => unit.Require(Take, interaction.Id, clock.GetUtcNow());

    private static Interaction Read(DbDataReader row, Handle handle) => new()
    {
        Handle = handle,
        Id = row.GetFieldValue<byte[]>(0),
        BrowserHash = row.GetFieldValue<byte[]>(1),
        ReturnPath = row.GetString(2),
        Request = row.GetBytesOrNull(3),
        StoredApp = row.GetStringOrNull(4),
        AccountId = row.GetGuidOrNull(5),
        LoginHint = row.GetStringOrNull(6),
        RequiresUserVerification = row.GetBoolean(7),
        CreatedAt = row.GetInstant(8),
        ExpiresAt = row.GetInstant(9),
    };
}
