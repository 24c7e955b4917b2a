using IdentityServer.Accounts;
using IdentityServer.Accounts.Email;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>What waits is called off, and the address is again the one before the first change since then.</summary>
internal sealed class RepudiatedAddress(EmailChangeStore store, AccountStore accounts, AuditTrail audit, TimeProvider clock) : IRepudiationObserver
{
    public async Task AddToAsync(Unit unit, ToldEvent told, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        EmailChangeStore.AddCallOff(unit, told.AccountId, now);
        if (await store.BeforeChangesAsync(told.AccountId, told.At, cancellation) is not [var before, ..])
            return;

        // Its owner may have taken the old address to another account meanwhile; it stays there.
        var holder = before is null ? null : await accounts.FindByNameAsync(before, cancellation);
        EmailChangeStore.AddTakenBack(unit, told.AccountId, told.At, holder is null || holder.Id == told.AccountId ? before : null, now);
        audit.Add(unit, new(AccountEvents.EmailUndone, Actor.Anonymous) { Subject = told.AccountId });
    }
}
