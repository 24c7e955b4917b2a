using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Audit.Sealing;

/// <summary>
/// Deletes whole batches for their age. The last of them stays as a signed stub, written before anything is deleted, so
/// that the rest of the chain stands on something nobody else can make.
/// </summary>
internal sealed class RetentionJob(
    SealStore store, SealSignature signature, SealWindows windows, AuditTrail trail, ILogger<RetentionJob> log) : IJob
{
    public string Name => "audit retention";

    public TimeSpan Period => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await store.NewestClosedAsync(windows.Outdated, cancellation) is { PrunedAt: null } outdated)
            await PruneAsync(outdated, cancellation);

        // Also what an earlier run was interrupted at. A stub that is not ours must not make us delete anything.
        var stub = (await store.PrunedAsync(cancellation)).FirstOrDefault(signature.IsPruned);
        if (stub is not null)
            await store.DeleteThroughAsync(stub, cancellation);
    }

    private async Task PruneAsync(AuditSeal stub, CancellationToken cancellation)
    {
        var unit = trail.Add(new Unit(), new(ServerEvents.TrailPruned, Actor.System)
        {
            Details = new() { ["batch"] = stub.Number, ["through"] = stub.Through.ToString() },
        });
        var now = windows.Now;
        if (await store.PruneAsync(unit, stub, now, signature.PrunedMac(stub, now), cancellation))
            log.TrailPruned(stub.Number);
    }
}
