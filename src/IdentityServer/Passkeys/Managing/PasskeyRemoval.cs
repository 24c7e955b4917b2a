using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Managing;

/// <summary>Takes passkeys away, and with them what they opened: in one unit, and never the last one that works.</summary>
internal sealed class PasskeyRemoval(
    SessionStore sessions, IAppAccess apps, IHotTables tables, AuditTrail audit, PasskeyTrail trail, AccountNotices notices)
{
    public static bool WasOpenedBy(Session session, Passkey passkey) => session.Events.Any(it => it.PasskeyId == passkey.Id);

    /// <summary>The unit misses where none that works would be left, or it is not there any more.</summary>
    public async Task AddAsync(Unit unit, Passkey passkey, Guid? session, CancellationToken cancellation)
    {
        PasskeyStore.Remove(unit, passkey);
        apps.EndOfPasskey(unit, passkey.AccountId, passkey.Id);
        trail.Add(unit, passkey, new(PasskeyEvents.Removed, Actor.User(passkey.AccountId)) { Session = session });
        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Removed(passkey.Name), cancellation);
    }

    /// <summary>False where none that works would be left, or one of them is not there any more; nothing has happened then.</summary>
    public async Task<bool> RemoveAsync(
        HttpContext http, Session current, IReadOnlyList<Passkey> passkeys, Func<Session, bool> ends, CancellationToken cancellation)
    {
        var unit = new Unit();
        foreach (var passkey in passkeys)
            await AddAsync(unit, passkey, current.Id, cancellation);

        if (passkeys is not [])
            sessions.ClearProofs(unit, current.AccountId);

        List<Session> ended = [.. (await sessions.OfAccountAsync(current.AccountId, cancellation)).Where(ends)];
        foreach (var session in ended)
        {
            await sessions.EndAsync(unit, session, passkeys is [] ? SessionEnd.RevokedByPerson : SessionEnd.PasskeyRemoved, cancellation);
            audit.Add(unit, new(SessionEvents.Revoked, Actor.User(session.AccountId)) { Session = session.Id, Details = new() { ["device"] = session.Device } });
        }

        var removed = await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
        if (removed && ended.Any(it => it.Id == current.Id))
            http.ForgetSession();

        return removed;
    }
}
