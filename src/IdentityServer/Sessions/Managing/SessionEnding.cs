using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Managing;

/// <summary>
/// A person ends sessions of theirs. What hung on them ends with them: apps that act only while somebody is signed in find
/// the session gone, and the observers tell the apps that want to hear of it.
/// </summary>
internal sealed class SessionEnding(SessionStore sessions, IHotTables tables, AuditTrail audit)
{
    public async Task EndAsync(Session session, CancellationToken cancellation)
    {
        var unit = new Unit();
        await sessions.EndAsync(unit, session, SessionEnd.RevokedByPerson, cancellation);
        Tell(unit, session);
        await tables.WriteAsync(unit, CancellationToken.None);
    }

    /// <summary>All in one unit; but the one that stays, if any.</summary>
    public async Task EndAllAsync(Guid account, Guid? except, CancellationToken cancellation)
    {
        var unit = new Unit();
        foreach (var session in await sessions.EndAllAsync(unit, account, except, SessionEnd.RevokedByPerson, cancellation))
            Tell(unit, session);
        await tables.WriteAsync(unit, CancellationToken.None);
    }

    /// <summary>Joins the unit of what they end for.</summary>
    public async Task<IReadOnlyList<Session>> AddAsync(
        Unit unit, Guid account, Func<Session, bool> ends, SessionEnd reason, CancellationToken cancellation)
    {
        List<Session> ended = [.. (await sessions.OfAccountAsync(account, cancellation)).Where(ends)];
        foreach (var session in ended)
        {
            await sessions.EndAsync(unit, session, reason, cancellation);
            Tell(unit, session);
        }

        return ended;
    }

    private void Tell(Unit unit, Session session) => audit.Add(unit, new(SessionEvents.Revoked, Actor.User(session.AccountId))
    {
        Session = session.Id,
        Details = new JsonObject { ["device"] = session.Device },
    });
}
