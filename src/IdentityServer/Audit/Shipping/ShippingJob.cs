using IdentityServer.Audit.Reading;
using IdentityServer.Audit.Sealing;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Audit.Shipping;

/// <summary>
/// Writes sealed events to the log under a category of their own, batch by batch, each followed by the batch's seal:
/// whoever collects the log holds a copy that this machine cannot take back. At least once, in order.
/// </summary>
internal sealed class ShippingJob(
    IDbContextFactory<IdentityServerDbContext> databases, SealStore store, IOptions<AuditOptions> options, ILogger<ShippingJob> log) : IJob
{
    private const int BatchesAtOnce = 100;

    public string Name => "audit shipping";

    public TimeSpan Period => options.Value.SealEvery;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!options.Value.Ship || !log.IsEnabled(LogLevel.Information))
            return;

        await using var database = await databases.CreateDbContextAsync(cancellation);
        var shipment = await database.Set<AuditShipment>().SingleOrDefaultAsync(cancellation) ?? database.Add(new AuditShipment()).Entity;

        foreach (var seal in await store.AfterAsync(shipment.Batch, long.MaxValue, BatchesAtOnce, cancellation))
        {
            await ShipAsync(database, seal, cancellation);
            shipment.Advance(seal.Number);
            await database.SaveChangesAsync(cancellation);
        }
    }

    private async Task ShipAsync(IdentityServerDbContext database, AuditSeal seal, CancellationToken cancellation)
    {
        var after = await store.ThroughBeforeAsync(seal.Number, cancellation);
        List<EventId> late = [.. SealedRow.Read(seal.Late).Select(row => row.Id)];
        var rows = database.Set<AuditEvent>().AsNoTracking()
            .Where(row => (row.Id > after && row.Id <= seal.Through) || late.Contains(row.Id))
            .OrderBy(row => row.Id);

        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var line = AuditJson.Line(row);
            log.EventShipped(line);
        }

        var hash = Convert.ToHexStringLower(seal.Hash);
        log.BatchShipped(seal.Number, hash);
    }
}
