using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Audit.Sealing;

internal sealed class SealStore(IDbContextFactory<IdentityServerDbContext> databases, IHotTables tables)
{
    /// <summary>The head is read first: whatever is sealed meanwhile makes the last seal newer, and <see cref="AppendAsync"/> miss.</summary>
    public async Task<(AuditHead? Head, AuditSeal? Last)> EndAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var head = await database.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(head => head.Id == AuditHead.TheOne, cancellation);
        var last = await database.Set<AuditSeal>().AsNoTracking().OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(cancellation);
        return (head, last);
    }

    public async Task<List<SealedRow>> RowsAsync(EventId after, EventId through, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AuditEvent>()
            .Where(row => row.Id > after && row.Id <= through)
            .OrderBy(row => row.Id)
            .Take(limit)
            .Select(row => new SealedRow(row.Id, row.Mac))
            .ToListAsync(cancellation);
    }

    public async Task<List<AuditSeal>> SealedBeforeAsync(DateTimeOffset instant, long after, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AuditSeal>().AsNoTracking()
            .Where(seal => seal.Number > after && seal.SealedAt <= instant)
            .OrderBy(seal => seal.Number)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    public async Task<EventId> ThroughBeforeAsync(long number, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AuditSeal>()
            .Where(seal => seal.Number < number)
            .OrderByDescending(seal => seal.Number)
            .Select(seal => seal.Through)
            .FirstOrDefaultAsync(cancellation);
    }

    public async Task<bool> AppendAsync(Unit unit, AuditSeal seal, AuditHead head, AuditHead? oldHead, CancellationToken cancellation)
    {
        unit.Add(
            SealStatements.Insert, seal.Number, seal.Through.ToBytes(), seal.Count, seal.Entries, seal.EntriesHash, seal.Late,
            seal.ClosedThrough, seal.AfterFault, seal.SealedAt, seal.Hash, seal.Mac);

        if (oldHead is null)
            unit.Add(SealStatements.InsertHead, AuditHead.TheOne, head.Number, head.Hash, head.Mac);
        else
            unit.Require(SealStatements.MoveHead, head.Number, head.Hash, head.Mac, AuditHead.TheOne, oldHead.Number, oldHead.Mac);

        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }

    public async Task<List<AuditSeal>> AfterAsync(long number, long through, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AuditSeal>().AsNoTracking()
            .Where(seal => seal.Number > number && seal.Number <= through)
            .OrderBy(seal => seal.Number)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    /// <summary>The newest batch that is wholly past the limit and can have no late rows.</summary>
    public async Task<AuditSeal?> NewestClosedAsync(EventId limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var seals = database.Set<AuditSeal>().AsNoTracking();
        var closed = await seals.MaxAsync(seal => (long?)seal.ClosedThrough, cancellation);
        return await seals.Where(seal => seal.Number <= closed && seal.Through <= limit)
            .OrderByDescending(seal => seal.Number)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Seals that claim to be stubs, newest first.</summary>
    public async Task<List<AuditSeal>> PrunedAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<AuditSeal>().AsNoTracking()
            .Where(seal => seal.PrunedAt != null)
            .OrderByDescending(seal => seal.Number)
            .ToListAsync(cancellation);
    }

    public async Task<bool> PruneAsync(Unit unit, AuditSeal seal, DateTimeOffset at, byte[] mac, CancellationToken cancellation) =>
        await tables.WriteAsync(unit.Require(SealStatements.Prune, at, mac, seal.Number), cancellation) is UnitOutcome.Committed;

    /// <summary>Batch by batch, so that each transaction is short.</summary>
    public async Task DeleteThroughAsync(AuditSeal stub, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var outdated = await database.Set<AuditSeal>()
            .Where(seal => seal.Number <= stub.Number)
            .OrderBy(seal => seal.Number)
            .Select(seal => new { seal.Number, seal.Through })
            .ToListAsync(cancellation);

        foreach (var seal in outdated)
        {
            var unit = new Unit().Add(SealStatements.DeleteEvents, seal.Through.ToBytes());
            if (seal.Number < stub.Number)
                unit.Add(SealStatements.Delete, seal.Number);
            await tables.WriteAsync(unit, cancellation);
        }
    }
}
