using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions.Repudiation;

namespace IdentityServer.Passkeys.Managing;

/// <summary>
/// What came into the account with a stranger, and since, goes, even where nothing is left. What the stranger signed in
/// with is suspended, unless it is the owner's only way in.
/// </summary>
internal sealed class RepudiatedPasskeys(PasskeyStore passkeys, PasskeyTrail trail, TimeProvider clock) : IRepudiationObserver
{
    public async Task AddToAsync(Unit unit, ToldEvent told, CancellationToken cancellation)
    {
        var owned = await passkeys.OfAccountAsync(told.AccountId, cancellation);
        var born = owned.Where(it => it.Id == told.NewPasskeyId || it.CreatedAt >= told.At).ToList();
        foreach (var passkey in born)
        {
            PasskeyStore.RemoveForGood(unit, passkey);
            Tell(unit, PasskeyEvents.Removed, passkey);
        }

        var older = owned.Except(born).Where(it => it.Works).ToList();
        if (older.Find(it => it.Id == told.UsedPasskeyId) is { } used && older.Count > 1)
        {
            PasskeyStore.Suspend(unit, used, PasskeySuspension.Repudiation, clock.GetUtcNow());
            Tell(unit, PasskeyEvents.Suspended, used);
        }
    }

    private void Tell(Unit unit, AuditEventType type, Passkey passkey) =>
        trail.Add(unit, passkey, new(type, Actor.Anonymous) { Reason = "repudiated" });
}
