using System.Data.Common;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions.Repudiation;
using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Devices;

/// <summary>
/// Whoever signs in on a browser for the first time is told of it, with a link for the case that it was somebody else.
/// The very first browser of an account is no news.
/// </summary>
internal sealed class NewDevices(IHotTables tables, AccountNotices notices, RepudiationLinks links, TimeProvider clock)
{
    /// <summary>As long as browsers keep a cookie.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    private const string Cookie = "device";

    /// <summary>ASVS 6.3.5: after that, a sign-in is news even on a browser the account knows.</summary>
    public static readonly TimeSpan LongIdle = TimeSpan.FromDays(90);

    private static readonly TimeSpan SeenInterval = TimeSpan.FromDays(1);

    private static readonly Statement Find = new("""SELECT "LastSeenAt" FROM "KnownBrowsers" WHERE "AccountId" = @account AND "Id" = @id""");

    private static readonly Statement FindSince = new("""
        SELECT "LastSeenAt" FROM "KnownBrowsers" WHERE "AccountId" = @account AND "LastSeenAt" > @since
        """);

    private static readonly Statement See = new("""UPDATE "KnownBrowsers" SET "LastSeenAt" = @now, "Countries" = @countries WHERE "AccountId" = @account AND "Id" = @id""");

    private static readonly Statement ForgetThose = new("""DELETE FROM "KnownBrowsers" WHERE "AccountId" = @account AND "KnownSince" >= @since""");

    private static readonly Statement Insert = new("""
        INSERT INTO "KnownBrowsers" ("Id", "AccountId", "KnownSince", "LastSeenAt", "Countries") VALUES (@id, @account, @now, @now, @country)
        """);

    private static readonly Statement BeFirst = new("""
        UPDATE "Accounts" SET "FirstSignInAt" = @now WHERE "Id" = @account AND "FirstSignInAt" IS NULL
        """);

    /// <summary>What the browser is known by, or will be.</summary>
    public Handle HandleOf(HttpContext http) =>
        Handle.TryParse(http.Request.Cookies[HostCookie.Name(Cookie)], out var carried) ? carried : Handle.New(clock.GetUtcNow());

    public async Task AddToAsync(Unit unit, Session session, Handle browser, Arrival arrival, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (arrival.Before is { } seen)
        {
            await MeetAgainAsync(unit, session, browser, seen, cancellation);
            return;
        }

        unit.Add(Insert, browser, session.AccountId, now, session.Country);
        if (arrival.IsFirst)
            unit.Add(BeFirst, now, session.AccountId);
        else
            await notices.AddAsync(unit, session.AccountId, SessionNotices.NewDevice(NotMe(unit, session)), cancellation);
    }

    // ASVS 6.3.5: whoever took a browser's cookies along is not where its owner is.
    private async Task MeetAgainAsync(Unit unit, Session session, Handle browser, Visit seen, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var countries = VisitedCountries.With(seen.Countries, session.Country);
        if (now - seen.At >= SeenInterval || countries != seen.Countries)
            unit.Add(See, now, countries, session.AccountId, browser);

        if (VisitedCountries.IsNew(seen.Countries, session.Country))
            await notices.AddAsync(unit, session.AccountId, SessionNotices.NewCountry(NotMe(unit, session)), cancellation);
        else if (now - seen.At >= LongIdle && await tables.FindAsync(FindSince, ReadMoment, [session.AccountId, now - LongIdle], cancellation) is null)
            await notices.AddAsync(unit, session.AccountId, SessionNotices.BackAgain(NotMe(unit, session)), cancellation);
    }

    /// <summary>What this account knows the browser by; null where it never signed in on it.</summary>
    public async Task<string?> FindKnownAsync(HttpContext http, Guid account, CancellationToken cancellation) =>
        Handle.TryParse(http.Request.Cookies[HostCookie.Name(Cookie)], out var browser)
        && await tables.FindAsync(Find, ReadMoment, [account, browser], cancellation) is not null
            ? Convert.ToHexString(browser.ToKey())
            : null;

    /// <summary>What a stranger signed in on is a stranger's again: it may use no password alone (MG-07), and is told of anew.</summary>
    public static Unit ForgetSince(Unit unit, Guid account, DateTimeOffset since) => unit.Add(ForgetThose, account, since);

    public static void Remember(HttpContext http, Handle browser) =>
        HostCookie.Append(http.Response, Cookie, browser.ToString(), SameSiteMode.Lax, Memory);

    private NoticeLink NotMe(Unit unit, Session session) =>
        links.Add(unit, new(session.AccountId, session.CreatedAt) { SessionId = session.Id, UsedPasskeyId = session.LatestEvent.PasskeyId });

    private static Moment ReadMoment(DbDataReader row) => new(row.GetInstant(0));

    private sealed record Moment(DateTimeOffset At);
}
