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
internal sealed class SessionEviction(
    SessionStore sessions, IHotTables tables, AuditTrail audit, AccountNotices notices, IOptions<SessionOptions> options)
{
    /// <summary>After the new one is on disk: of many who sign in at once the last sees all of them.</summary>
    public async Task MakeRoomAsync(Guid accountId)
    {
        if (await sessions.CountOfAccountAsync(accountId, CancellationToken.None) <= options.Value.PerAccount)
            return; // as nearly always

        // By id where they are as old: whoever else is counting comes to the same end.
        var live = (await sessions.OfAccountAsync(accountId, CancellationToken.None)).OrderByDescending(it => it.LastSeenAt).ThenByDescending(it => it.Id);
        foreach (var session in live.Skip(options.Value.PerAccount))
            await EvictAsync(session);
    }

    private async Task EvictAsync(Session session)
    {
        var unit = new Unit();
        await sessions.EndOnceAsync(unit, session, SessionEnd.Evicted, CancellationToken.None);
        audit.Add(unit, new(SessionEvents.Evicted, Actor.System)
        {
            Subject = session.AccountId,
            Session = session.Id,
            Details = new JsonObject { ["device"] = session.Device },
        });
        await notices.AddAsync(unit, session.AccountId, SessionNotices.Evicted(session.Device), CancellationToken.None);
        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
