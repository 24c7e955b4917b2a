using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Managing;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Managing;

/// <summary>Takes passkeys away, and with them what they opened: in one unit, and never the last one that works.</summary>
internal sealed class PasskeyRemoval(
    SessionStore sessions, SessionEnding ending, IAppAccess apps, IHotTables tables, PasskeyTrail trail, AccountNotices notices)
{
    /// <summary>The unit misses where none that works would be left, or it is not there any more.</summary>
    public async Task AddAsync(Unit unit, Passkey passkey, Guid? session, CancellationToken cancellation)
    {
        PasskeyStore.Remove(unit, passkey);
        apps.EndOfPasskey(unit, passkey.AccountId, passkey.Id);
        trail.Add(unit, passkey, new(PasskeyEvents.Removed, Actor.User(passkey.AccountId)) { Session = session });
        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Removed(passkey.Name), cancellation);
    }

    /// <summary>False where none that works would be left, or one of them is not there any more; nothing has happened then.</summary>
    /// <param name="passkeys">What goes, if anything.</param>
    /// <param name="signOut">Whether what they opened ends, too.</param>
    /// <param name="others">Sessions that end besides.</param>
    public async Task<bool> RemoveAsync(
        HttpContext http, Session current, IReadOnlyList<Passkey> passkeys, bool signOut, IReadOnlyCollection<Guid> others, CancellationToken cancellation)
    {
        var unit = new Unit();
        foreach (var passkey in passkeys)
            await AddAsync(unit, passkey, current.Id, cancellation);

        if (passkeys is not [])
            sessions.ClearProofs(unit, current.AccountId);

        var reason = passkeys is [] ? SessionEnd.RevokedByPerson : SessionEnd.PasskeyRemoved;
        var ended = await ending.AddAsync(unit, current.AccountId, Ends, reason, cancellation);
        foreach (var passkey in signOut ? passkeys : [])
            sessions.EndProvenBy(unit, passkey.AccountId, passkey.Id, reason);

        var removed = await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
        if (removed && ended.Any(it => it.Id == current.Id))
            http.ForgetSession();

        return removed;

        bool Ends(Session session) =>
            others.Contains(session.Id) || (signOut && session.Events.Any(proof => passkeys.Any(it => it.Id == proof.PasskeyId)));
    }
}
