using System.Runtime.CompilerServices;
using IdentityServer.Audit.Sealing;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Audit.Verification;

/// <summary>
/// Reads the whole trail and says what does not fit. Runs beside writers, sealing and retention; what the chain promises
/// and what it cannot is in docs/audit.md.
/// </summary>
internal sealed class AuditVerification(
    IDbContextFactory<IdentityServerDbContext> databases, SealStore store, SealSignature seals, AuditSignature signature, SealWindows windows)
{
    private const int SealsAtOnce = 100;

    // A server that was restarted or busy seals a little later; this long is a sign that nobody seals at all.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<AuditReport> RunAsync(ExpectedSeal? expected, CancellationToken cancellation)
    {
        var report = new AuditReport();
        var chain = new ChainCheck(seals, expected, report);
        chain.Begin(await store.PrunedAsync(cancellation));

        var end = await store.EndAsync(cancellation);
        Dictionary<EventId, byte[]> late = [];
        while (end.Last?.Number > (chain.Last?.Number ?? 0))
        {
            await ReadLateAsync(late, chain.Through, cancellation);
            await FollowAsync(chain, end.Last, late, report, cancellation);
            end = await store.EndAsync(cancellation);
        }

        chain.Finish(end.Head);
        foreach (var id in late.Keys)
            report.Add(new(AuditFaultKind.EventRemoved, $"Event {id}, which was sealed late, was removed.") { Event = id });

        await CheckUnsealedAsync(chain.Through, report, cancellation);
        if ((await store.PrunedAsync(cancellation)).FirstOrDefault(seals.IsPruned) is { } stub)
            report.Forgive(stub.Number, stub.Through);

        return report;
    }

    private async Task FollowAsync(
        ChainCheck chain, AuditSeal end, Dictionary<EventId, byte[]> late, AuditReport report, CancellationToken cancellation)
    {
        List<AuditSeal> page;
        while ((page = await store.AfterAsync(chain.Last?.Number ?? 0, end.Number, SealsAtOnce, cancellation)) is not [])
        {
            foreach (var seal in page)
            {
                var after = chain.Through;
                var isNext = chain.Follow(seal);
                var batch = new BatchCheck(seal, late, mayHaveMore: !isNext || seal.Number > end.ClosedThrough, report);
                await foreach (var row in RowsAsync(after, seal.Through, cancellation))
                    batch.See(row, signature.Holds(row));
                batch.Finish();
            }
        }
    }

    private async Task ReadLateAsync(Dictionary<EventId, byte[]> late, EventId after, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var lists = await database.Set<AuditSeal>().Where(seal => seal.Late != null).Select(seal => seal.Late).ToListAsync(cancellation);
        foreach (var row in lists.SelectMany(SealedRow.Read).Where(row => row.Id > after))
            late[row.Id] = row.Mac;
    }

    private async Task CheckUnsealedAsync(EventId after, AuditReport report, CancellationToken cancellation)
    {
        var isBehind = false;
        var settled = EventId.Before(windows.Settled.OccurredAt - Patience);
        await foreach (var row in RowsAsync(after, null, cancellation))
        {
            report.Events++;
            report.Unsealed++;
            isBehind |= row.Id < settled;
            if (!signature.Holds(row))
                report.Add(new(AuditFaultKind.EventForged, $"Event {row.Id}, not yet sealed, was changed or not written by this server.") { Event = row.Id });
        }

        if (isBehind)
            report.Add(new(AuditFaultKind.SealingBehind, "Events wait to be sealed for more than ten minutes: is the server running?"));
    }

    private async IAsyncEnumerable<AuditEvent> RowsAsync(
        EventId after, EventId? through, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = database.Set<AuditEvent>().AsNoTracking().Where(row => row.Id > after);
        if (through is { } last)
            rows = rows.Where(row => row.Id <= last);

        await foreach (var row in rows.OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }
}
