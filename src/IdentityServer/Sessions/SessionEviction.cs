using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions;

/// <summary>
/// ASVS 7.1.2: one person has so many sessions and no more. The one that was longest unused gives way to a new one, and
/// its owner is told, because hardly anybody reaches the number by themselves.
/// </summary>
internal sealed class SessionEviction(SessionStore sessions, AuditTrail audit, AccountNotices notices, IOptions<SessionOptions> options)
{
    public async Task AddToAsync(Unit unit, Guid accountId, CancellationToken cancellation)
    {
        var live = await sessions.OfAccountAsync(accountId, cancellation);
        foreach (var session in live.Skip(options.Value.PerAccount - 1))
        {
            await sessions.EndAsync(unit, session, SessionEnd.Evicted, cancellation);
            audit.Add(unit, new(SessionEvents.Evicted, Actor.System)
            {
                Subject = accountId,
                Session = session.Id,
                Details = new JsonObject { ["device"] = session.Device },
            });
            await notices.AddAsync(unit, accountId, SessionNotices.Evicted(session.Device), cancellation);
        }
    }
}
