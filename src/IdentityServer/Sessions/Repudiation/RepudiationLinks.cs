using System.Data.Common;
using IdentityServer.Accounts.Email;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Shared.Cookies;

namespace IdentityServer.Sessions.Repudiation;

internal sealed class RepudiationLinks(IHotTables tables, TimeProvider clock) : INotMeLinks
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public static readonly LinkCookie Cookie = new("not-me");

    private static readonly Statement Insert = new("""
        INSERT INTO "RepudiationLinks" ("Id", "AccountId", "At", "SessionId", "UsedPasskeyId", "NewPasskeyId", "ExpiresAt")
        VALUES (@id, @account, @at, @session, @used, @new, @expires)
        """);

    private static readonly Statement Find = new("""
        SELECT "AccountId", "At", "SessionId", "UsedPasskeyId", "NewPasskeyId" FROM "RepudiationLinks"
        WHERE "Id" = @id AND "UsedAt" IS NULL AND "ExpiresAt" > @now
        """);

    private static readonly Statement Use = new("""
        UPDATE "RepudiationLinks" SET "UsedAt" = @now WHERE "Id" = @id AND "UsedAt" IS NULL AND "ExpiresAt" > @now
        """);

    /// <summary>The link for the mail that is written in the same unit.</summary>
    public NoticeLink Add(Unit unit, ToldEvent told)
    {
        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        unit.Require(Insert, handle, told.AccountId, told.At, told.SessionId, told.UsedPasskeyId, told.NewPasskeyId, now + Lifetime);
        return new("Repudiate", $"/not-me?link={handle}");
    }

    NoticeLink INotMeLinks.Add(Unit unit, Guid accountId, DateTimeOffset since) => Add(unit, new(accountId, since));

    /// <summary>What the link is about; looking spends nothing.</summary>
    public async Task<ToldEvent?> FindAsync(string? text, CancellationToken cancellation) =>
        Handle.TryParse(text, out var handle) ? await tables.FindAsync(Find, ReadTold, [handle, clock.GetUtcNow()], cancellation) : null;

    /// <summary>Part of the unit that acts: of two who press the button one does.</summary>
    public void AddUse(Unit unit, string? text) =>
        unit.Require(Use, clock.GetUtcNow(), Handle.TryParse(text, out var handle) ? handle.ToKey() : []);

    private static ToldEvent ReadTold(DbDataReader row) => new(row.GetGuid(0), row.GetInstant(1))
    {
        SessionId = row.GetGuidOrNull(2),
        UsedPasskeyId = row.GetGuidOrNull(3),
        NewPasskeyId = row.GetGuidOrNull(4),
    };
}
