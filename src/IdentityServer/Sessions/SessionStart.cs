using IdentityServer.Data;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions;

/// <summary>Turns a proof of identity into a session, inside the unit that records the proof.</summary>
internal sealed class SessionStart(
    SessionStore sessions,
    NewDevices devices,
    IOptions<SessionOptions> options,
    IOptions<EdgeOptions> edge,
    IHotTables tables,
    TimeProvider clock)
{
    /// <summary>
    /// The same person on the same browser renews their session under a new secret; anybody else gets a new session and
    /// the one before ends. The browser gets it from <see cref="CommitAsync"/>.
    /// </summary>
    public async Task<StartedSession> AddToAsync(
        Unit unit,
        HttpContext http,
        Interaction? interaction,
        Guid accountId,
        AuthenticationEvent authentication,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var browser = Handle.New(now);
        if (interaction is not null)
            InteractionStore.FollowBrowser(unit, interaction, browser);

        var current = await http.FindSessionAsync();

        if (current is not null && current.AccountId == accountId)
            return Renew(unit, current, authentication, SeenAt.Of(http, edge.Value), now) with { Browser = browser };

        if (current is not null)
            await sessions.EndAsync(unit, current, SessionEnd.Replaced, cancellation);

        var device = devices.HandleOf(http);
        var arrival = await Arrival.FindAsync(tables, accountId, device, cancellation);
        var opened = Open(unit, http, accountId, arrival.IsPrivileged, authentication, now);
        await devices.AddToAsync(unit, opened.Session, device, arrival, cancellation);
        return opened with { Browser = browser, Device = device };
    }

    /// <summary>
    /// Writes the unit, and the cookies once it is on disk. False where something that the unit stands on was gone: then
    /// nothing has happened.
    /// </summary>
    public async Task<bool> CommitAsync(Unit unit, HttpContext http, StartedSession started)
    {
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return false;

        started.WriteCookies(http);
        return true;
    }

    private static StartedSession Renew(Unit unit, Session current, AuthenticationEvent authentication, SeenAt seen, DateTimeOffset now)
    {
        var secret = SessionSecret.New(current.Id);
        var renewed = current.With(authentication, secret.Hash(), seen, now);
        SessionStore.Renew(unit, current, renewed);
        return new(renewed, secret);
    }

    private StartedSession Open(
        Unit unit, HttpContext http, Guid accountId, bool privileged, AuthenticationEvent authentication, DateTimeOffset now)
    {
        var secret = SessionSecret.New(Guid.CreateVersion7(now));
        var seen = SeenAt.Of(http, edge.Value);
        var session = new Session
        {
            Id = secret.SessionId,
            AccountId = accountId,
            SecretHash = secret.Hash(),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + (privileged ? options.Value.AdministratorAbsoluteLimit : options.Value.AbsoluteLimit),
            IsPrivileged = privileged,
            Device = seen.Device,
            Country = seen.Country,
            Events = [authentication],
        };
        SessionStore.Insert(unit, session);
        return new(session, secret);
    }
}

internal sealed record StartedSession(Session Session, SessionSecret Secret)
{
    public Handle Browser { get; init; }

    /// <summary>What the browser is known by; null where it was signed in already.</summary>
    public Handle? Device { get; init; }

    public void WriteCookies(HttpContext http)
    {
        http.WriteSession(Session, Secret);
        Sessions.Browser.Write(http, Browser);
        if (Device is not { } device)
            return;

        NewDevices.Remember(http, device);
        http.Response.OnStarting(() => http.RequestServices.GetRequiredService<SessionEviction>().MakeRoomAsync(Session.AccountId));
    }
}
