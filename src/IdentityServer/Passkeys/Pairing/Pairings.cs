using IdentityServer.Accounts.Holds;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The first device's part: it shows a code, sees who took it up, and says whether that is the right one.</summary>
internal sealed class Pairings(PairingStore store, PairingSecrets secrets, HoldStore holds, IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    public async Task BeginAsync(Session session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var secret = PairingSecrets.New(now);
        var unit = new Unit();
        store.Begin(unit, new()
        {
            Id = secret.Handle.ToKey(),
            AccountId = session.AccountId,
            SessionId = session.Id,
            CodeMac = secrets.Mac(session.AccountId, secret.Code),
            Sealed = secrets.Seal(session.AccountId, secret),
            ExpiresAt = now + PasskeyPairing.Lifetime,
        });
        Tell(unit, PasskeyEvents.PairingBegun, session);
        await tables.WriteAsync(unit, cancellation);
    }

    /// <summary>Of this very session; another one of the same person sees nothing of it.</summary>
    public async Task<PasskeyPairing?> OfSessionAsync(Session session, CancellationToken cancellation) =>
        await store.LatestAsync(session.AccountId, cancellation) is { } latest && latest.SessionId == session.Id ? latest : null;

    /// <summary>By somebody who has just proven who they are. False where it is over, and where sensitive changes have to wait.</summary>
    public async Task<bool> ConfirmAsync(Session session, PasskeyPairing pairing, CancellationToken cancellation)
    {
        if (await holds.EndOfAsync(session.AccountId, cancellation) is not null)
            return false;

        var unit = new Unit();
        store.Confirm(unit, pairing);
        Tell(unit, PasskeyEvents.PairingConfirmed, session);
        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }

    public async Task CancelAsync(Session session, PasskeyPairing pairing, CancellationToken cancellation)
    {
        var unit = new Unit();
        store.Cancel(unit, pairing);
        Tell(unit, PasskeyEvents.PairingCancelled, session);
        await tables.WriteAsync(unit, cancellation);
    }

    private void Tell(Unit unit, AuditEventType type, Session session) => audit.Add(unit, new(type, Actor.User(session.AccountId)) { Session = session.Id });
}
