namespace IdentityServer.Audit.Sealing;

/// <summary>
/// Looks through each batch once more when nothing of its time can be under way any longer: rows that were committed
/// after it had been sealed (a slow transaction, a clock that is behind) are taken up by the batch being sealed now.
/// </summary>
internal sealed class LateRows(SealStore store, SealWindows windows)
{
    private const int BatchesAtOnce = 50;

    public async Task<Closing> FindAsync(AuditSeal? last, CancellationToken cancellation)
    {
        if (last is null)
            return new(0, [], IsComplete: true);

        var due = await store.SealedBeforeAsync(windows.Closing, after: last.ClosedThrough, BatchesAtOnce, cancellation);
        if (due is [])
            return new(last.ClosedThrough, [], IsComplete: true);

        List<SealedRow> late = [];
        var isComplete = true;
        var after = await store.ThroughBeforeAsync(due[0].Number, cancellation);
        foreach (var seal in due)
        {
            var listed = SealedRow.ReadMacs(seal.Entries).Select(Convert.ToHexString).ToHashSet();
            var rows = await store.RowsAsync(after, seal.Through, int.MaxValue, cancellation);
            late.AddRange(rows.Where(row => !listed.Remove(Convert.ToHexString(row.Mac))));
            isComplete &= listed.Count == 0;
            after = seal.Through;
        }

        return new(due[^1].Number, late, isComplete);
    }
}

/// <param name="ClosedThrough">The latest batch that was looked through.</param>
/// <param name="IsComplete">Every row that these batches list is still there.</param>
internal sealed record Closing(long ClosedThrough, List<SealedRow> Late, bool IsComplete);
