using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Managing;

/// <summary>
/// A person ends sessions of theirs, all that were chosen in one unit. What hung on them ends with them: apps that act
/// only while somebody is signed in find the session gone, and the observers tell the apps that want to hear of it.
/// </summary>
internal sealed class SessionEnding(SessionStore sessions, IHotTables tables, AuditTrail audit)
{
    public async Task EndAsync(IEnumerable<Session> chosen, Session current, CancellationToken cancellation)
    {
        var unit = new Unit();
        foreach (var session in chosen.OrderBy(it => it.Id == current.Id))
        {
            await sessions.EndAsync(unit, session, SessionEnd.RevokedByPerson, cancellation);
            audit.Add(unit, new(SessionEvents.Revoked, Actor.User(session.AccountId))
            {
                Session = session.Id,
                Details = new JsonObject { ["device"] = session.Device },
            });
        }

        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
