using IdentityServer.Data;

namespace IdentityServer.Audit.Sealing;

internal sealed class SealStore(IHotTables tables)
{
    /// <summary>The head is read first: whatever is sealed meanwhile makes the last seal newer, and <see cref="AppendAsync"/> miss.</summary>
    public async Task<(AuditHead? Head, AuditSeal? Last)> EndAsync(CancellationToken cancellation)
    {
        var head = await tables.FindAsync(SealStatements.FindHead, SealStatements.ReadHead, [AuditHead.TheOne], cancellation);
        var last = await tables.FindAsync(SealStatements.Last, SealStatements.ReadSeal, [1], cancellation);
        return (head, last);
    }

    public Task<List<SealedRow>> RowsAsync(EventId after, EventId through, int limit, CancellationToken cancellation) => tables.ListAsync(
        SealStatements.Rows, row => new SealedRow(SealStatements.ReadId(row, 0), row.GetFieldValue<byte[]>(1)),
        [after.ToBytes(), through.ToBytes(), limit], cancellation);

    public Task<List<AuditSeal>> SealedBeforeAsync(DateTimeOffset instant, long after, int limit, CancellationToken cancellation) =>
        tables.ListAsync(SealStatements.SealedBefore, SealStatements.ReadSeal, [after, instant, limit], cancellation);

    public async Task<EventId> ThroughBeforeAsync(long number, CancellationToken cancellation) =>
        (await tables.ListAsync(SealStatements.ThroughBefore, row => SealStatements.ReadId(row, 0), [number, 1], cancellation)).SingleOrDefault();

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

    public Task<List<AuditSeal>> AfterAsync(long number, long through, int limit, CancellationToken cancellation) =>
        tables.ListAsync(SealStatements.After, SealStatements.ReadSeal, [number, through, limit], cancellation);

    /// <summary>The newest batch that is wholly past the limit and can have no late rows.</summary>
    public Task<AuditSeal?> NewestClosedAsync(EventId limit, CancellationToken cancellation) =>
        tables.FindAsync(SealStatements.NewestClosed, SealStatements.ReadSeal, [limit.ToBytes(), 1], cancellation);

    /// <summary>Seals that claim to be stubs, newest first.</summary>
    public Task<List<AuditSeal>> PrunedAsync(CancellationToken cancellation) =>
        tables.ListAsync(SealStatements.Pruned, SealStatements.ReadSeal, [], cancellation);

    public async Task<bool> PruneAsync(Unit unit, AuditSeal seal, DateTimeOffset at, byte[] mac, CancellationToken cancellation) =>
        await tables.WriteAsync(unit.Require(SealStatements.Prune, at, mac, seal.Number), cancellation) is UnitOutcome.Committed;

    /// <summary>Batch by batch, so that each transaction is short.</summary>
    public async Task DeleteThroughAsync(AuditSeal stub, CancellationToken cancellation)
    {
        var outdated = await tables.ListAsync(
            SealStatements.UpTo, row => (Number: row.GetInt64(0), Through: SealStatements.ReadId(row, 1)), [stub.Number], cancellation);

        foreach (var seal in outdated)
        {
            var unit = new Unit().Add(SealStatements.DeleteEvents, seal.Through.ToBytes());
            if (seal.Number < stub.Number)
                unit.Add(SealStatements.Delete, seal.Number);
            await tables.WriteAsync(unit, cancellation);
        }
    }
}
