using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Notifications.Notices;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Sessions.Privacy;

/// <summary>The grace is over: every room forgets the person, then their account goes. All of it in one unit, or none of it.</summary>
internal sealed class ErasureJob(
    Forgetting forgetting, IHotTables tables, AuditTrail audit, AccountNotices notices, TimeProvider clock, ILogger<ErasureJob> logger) : IJob
{
    public string Name => "erasure";

    public TimeSpan Period { get; } = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var deletion in await tables.ListAsync(DeletionStatements.Due, DeletionStatements.Read, [clock.GetUtcNow()], cancellation))
            await EraseAsync(deletion.AccountId, cancellation);
    }

    private async Task EraseAsync(Guid accountId, CancellationToken cancellation)
    {
        var unit = new Unit().Require(DeletionStatements.CarryOut, accountId, clock.GetUtcNow());
        // Told before the way back from the trail is deleted: the tombstone has a reference that leads to nobody.
        audit.Add(unit, new(AccountEvents.Erased, Actor.System) { Subject = accountId });
        await forgetting.AddToAsync(unit, accountId, cancellation);
        await notices.AddLastAsync(unit, accountId, DeletionNotices.Erased, cancellation);
        unit.Require(DeletionStatements.Erase, accountId, AccountState.Deleted);

        if (await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed)
            logger.AccountErased();
    }
}
