using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Managing;

/// <summary>Takes a passkey away, and with it what it opened: in one unit, and never the last one.</summary>
internal sealed class PasskeyRemoval(
    SessionStore sessions, IHotTables tables, AuditTrail audit, AuditReferences references, AccountNotices notices, TimeProvider clock)
{
    public bool IsOpen(Session session) => StepUpPolicy.IsOpen(session, ActionClass.B, clock.GetUtcNow());

    /// <summary>False where it is the last passkey that works, or not there any more.</summary>
    public async Task<bool> RemoveAsync(HttpContext http, Session current, Passkey passkey, bool signOut, CancellationToken cancellation)
    {
        var unit = new Unit();
        PasskeyStore.Remove(unit, passkey);

        var opened = signOut ? await OpenedByAsync(passkey, cancellation) : [];
        foreach (var session in opened)
            await sessions.EndAsync(unit, session, SessionEnd.PasskeyRemoved, cancellation);

        audit.Add(unit, new(PasskeyEvents.Removed, Actor.User(passkey.AccountId))
        {
            Session = current.Id,
            Details = new JsonObject { ["credential"] = references.Credential(passkey.CredentialId), ["sessionsEnded"] = opened.Count },
        });

        await notices.AddAsync(unit, passkey.AccountId, PasskeyNotices.Removed(passkey.Name), cancellation);

        var removed = await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed;
        if (removed && opened.Any(it => it.Id == current.Id))
            http.ForgetSession();

        return removed;
    }

    private async Task<List<Session>> OpenedByAsync(Passkey passkey, CancellationToken cancellation) =>
        [.. (await sessions.OfAccountAsync(passkey.AccountId, cancellation)).Where(it => it.Events.Any(e => e.PasskeyId == passkey.Id))];
}
