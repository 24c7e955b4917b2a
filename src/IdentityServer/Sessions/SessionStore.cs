using IdentityServer.Accounts;
using IdentityServer.Accounts.Security;
using IdentityServer.Data;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions;

internal sealed class SessionStore(
    IHotTables tables,
    IEnumerable<ISessionEndObserver> observers,
    IOptions<SessionOptions> options,
    TimeProvider clock) : IFreshProofs
{
    // A row is not written on every page view: the idle limit is an hour, a minute's precision is plenty.
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    public async Task<Session?> FindAsync(SessionSecret secret, CancellationToken cancellation)
    {
        var session = await FindAsync(secret.SessionId, cancellation);
        return session is not null && secret.Opens(session) ? session : null;
    }

    /// <summary>A live session by the id that apps know, for the checks behind a token.</summary>
    public async Task<Session?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var session = await tables.FindAsync(SessionStatements.Find, SessionStatements.Read, [id], cancellation);
        return session is not null && session.IsLive(clock.GetUtcNow(), options.Value.IdleLimitOf(session)) ? session : null;
    }

    public Task<List<Session>> OfAccountAsync(Guid accountId, CancellationToken cancellation) =>
        tables.ListAsync(SessionStatements.OfAccount, SessionStatements.Read, LiveOf(accountId), cancellation);

    /// <summary>How many there are, without reading what is in them.</summary>
    public async Task<int> CountOfAccountAsync(Guid accountId, CancellationToken cancellation) =>
        (await tables.ListAsync(SessionStatements.SeenOfAccount, row => row.GetInt64(0), LiveOf(accountId), cancellation)).Count;

    /// <summary>How a person proved themselves since then, in sessions that have ended too.</summary>
    public async Task<IReadOnlyList<AuthenticationEvent>> ProofsSinceAsync(Guid accountId, DateTimeOffset since, CancellationToken cancellation)
    {
        var events = await tables.ListAsync(
            SessionStatements.EventsOfAccount, row => AuthenticationEventJson.Read(row.GetString(0)), [accountId, since], cancellation);
        return [.. events.SelectMany(it => it).Where(it => it.At >= since)];
    }

    public static void Insert(Unit unit, Session session) => unit.Require(SessionStatements.Insert,
        session.Id, session.AccountId, session.SecretHash, session.CreatedAt, session.LastSeenAt, session.ExpiresAt,
        session.Device, session.Country, AuthenticationEventJson.Write(session.Events), session.IsPrivileged, AccountState.Active);

    public static void Renew(Unit unit, Session before, Session after) => unit.Require(SessionStatements.Renew,
        after.SecretHash, after.LastSeenAt, AuthenticationEventJson.Write(after.Events), after.Device, after.Country, after.ProofsClearedAt, before.Id, before.SecretHash);

    /// <summary>SU-31: whoever is signed in stays so, and proves themselves anew before anything sensitive.</summary>
    public void ClearProofs(Unit unit, Guid accountId) => unit.Add(SessionStatements.ClearProofs, clock.GetUtcNow(), accountId);

    public Task EndAsync(Unit unit, Session session, SessionEnd reason, CancellationToken cancellation) =>
        TellAsync(unit.Add(SessionStatements.End, clock.GetUtcNow(), reason, session.Id), session, reason, cancellation);

    /// <summary>For what is told once: the unit misses where the session has ended already.</summary>
    public Task EndOnceAsync(Unit unit, Session session, SessionEnd reason, CancellationToken cancellation) =>
        TellAsync(unit.Require(SessionStatements.End, clock.GetUtcNow(), reason, session.Id), session, reason, cancellation);

    /// <summary>
    /// Every session of the account but one at most. Those that are known of by now end one by one, so that what hangs on
    /// them hears of it; what slips in before the unit is on disk ends with them.
    /// </summary>
    public async Task<IReadOnlyList<Session>> EndAllAsync(Unit unit, Guid accountId, Guid? except, SessionEnd reason, CancellationToken cancellation)
    {
        List<Session> known = [.. (await OfAccountAsync(accountId, cancellation)).Where(it => it.Id != except)];
        foreach (var session in known)
            await EndAsync(unit, session, reason, cancellation);
        unit.Add(SessionStatements.EndAll, clock.GetUtcNow(), reason, accountId, except ?? Guid.Empty);
        return known;
    }

    /// <summary>
    /// Every session that this passkey opened or was used in. What slips in before the unit is on disk ends with those that are
    /// known of by now, if the unit takes the passkey away.
    /// </summary>
    public void EndProvenBy(Unit unit, Guid accountId, Guid passkeyId, SessionEnd reason) =>
        unit.Add(SessionStatements.EndProvenBy, clock.GetUtcNow(), reason, accountId, $"%{passkeyId}%");

    public static bool IsTouchDue(Session session, DateTimeOffset now) => now - session.LastSeenAt >= TouchInterval;

    public async Task TouchAsync(Session session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (IsTouchDue(session, now))
            await tables.WriteAsync(new Unit().Add(SessionStatements.Touch, now, session.Id), cancellation);
    }

    private Value[] LiveOf(Guid accountId)
    {
        var now = clock.GetUtcNow();
        return [accountId, now, true, now - options.Value.AdministratorIdleLimit, now - options.Value.IdleLimit];
    }

    private async Task TellAsync(Unit unit, Session session, SessionEnd reason, CancellationToken cancellation)
    {
        foreach (var observer in observers)
            await observer.AddToAsync(unit, session, reason, cancellation);
    }
}
