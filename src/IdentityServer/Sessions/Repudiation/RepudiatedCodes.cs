using IdentityServer.Accounts.Codes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>A stranger's sheet goes with the stranger; the owner's that it replaced counts again.</summary>
internal sealed class RepudiatedCodes(RecoveryCodeStore store, AuditTrail audit) : IRepudiationObserver
{
    public async Task AddToAsync(Unit unit, ToldEvent told, CancellationToken cancellation)
    {
        RecoveryCodeStore.TakeBack(unit, told.AccountId, told.At);
        if ((await store.OfAccountAsync(told.AccountId, cancellation)).Any(code => code.CreatedAt >= told.At))
            audit.Add(unit, new(RecoveryEvents.CodesUndone, Actor.Anonymous) { Subject = told.AccountId, Reason = "repudiated" });
    }
}
