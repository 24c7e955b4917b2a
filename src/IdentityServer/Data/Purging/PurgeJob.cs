using IdentityServer.Data.Jobs;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Purging;

/// <summary>
/// Deletes what has expired, oldest first, in ranges of time so short that nobody who writes meanwhile waits for long.
/// The ranges find their own length: longer where rows are sparse, shorter where they are many.
/// </summary>
internal sealed class PurgeJob(IEnumerable<PurgeRule> rules, IHotTables tables, TimeProvider clock, ILogger<PurgeJob> logger) : IJob
{
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstRange = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRange = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    public string Name => "purge";

    public TimeSpan Period => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var rule in rules)
            await PurgeAsync(rule, cancellation);
    }

    private async Task PurgeAsync(PurgeRule rule, CancellationToken cancellation)
    {
        var end = clock.GetUtcNow() - rule.Keep;
        if (await FindOldestAsync(rule, end, cancellation) is not { } from)
            return;

        var (range, batches) = (FirstRange, 0);
        for (; from < end; batches++)
        {
            var until = from + range < end ? from + range : end;
            var took = await DeleteAsync(rule, from, until, cancellation);

            from = until;
            range = NextRange(range, took);
            await Task.Delay(took, clock, cancellation); // as much time for the others as was taken from them
        }

        logger.Purged(rule.Table, end, batches);
    }

    private static TimeSpan NextRange(TimeSpan range, TimeSpan took) => (range, took) switch
    {
        (_, var time) when time < LongestBatch / 2 => range * 2,
        (var length, var time) when time > LongestBatch && length > ShortestRange => range / 2,
        _ => range,
    };

    private async Task<TimeSpan> DeleteAsync(PurgeRule rule, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        await tables.WriteAsync(new Unit().Add(rule.Delete, rule.Bound(from), rule.Bound(until)), cancellation);
        return clock.GetElapsedTime(start);
    }

    // By halving, because not every database knows the minimum of a binary column, nor how to ask for one row only.
    private async Task<DateTimeOffset?> FindOldestAsync(PurgeRule rule, DateTimeOffset end, CancellationToken cancellation)
    {
        if (!await ExistsAsync(rule, end, cancellation))
            return null;

        var (from, until) = (DateTimeOffset.UnixEpoch, end);
        while (until - from > Precision)
        {
            var middle = from + ((until - from) / 2);
            if (await ExistsAsync(rule, middle, cancellation))
                until = middle;
            else
                from = middle;
        }

        return from;
    }

    private async Task<bool> ExistsAsync(PurgeRule rule, DateTimeOffset until, CancellationToken cancellation) =>
        await tables.ListAsync(rule.Exists, row => row.GetInt32(0), [rule.Bound(until)], cancellation) is not [];
}
