using IdentityServer.Shared.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Insights;

/// <summary>Every instance adds what it counted to the rows of the day, every few seconds and when it stops.</summary>
internal sealed class TallyWriter(
    Tally tally, DailyCountStore store, IOptions<InsightsOptions> options, TimeProvider clock, ILogger<TallyWriter> log) : BackgroundService
{
    private const int RowsAtOnce = 50;
    private const int MostTries = 3;

    private readonly SemaphoreSlim turn = new(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.WriteEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await WriteAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await WriteAsync();
        }
    }

    /// <summary>Once it returns, everything counted before the call is in the database, whoever was writing when it came.</summary>
    public async Task WriteAsync()
    {
        await turn.WaitAsync();
        try
        {
            foreach (var rows in tally.Take().Chunk(RowsAtOnce))
            {
                if (!await TryWriteAsync(rows))
                    tally.PutBack(rows);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        turn.Dispose();
    }

    // Whatever is wrong with the database, the counts wait in memory and the next turn tries again.
    private async Task<bool> TryWriteAsync(KeyValuePair<TallyKey, long>[] rows)
    {
        try
        {
            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                if (await store.TryAddAsync(rows, CancellationToken.None))
                    return true;
            }
        }
        catch (Exception fault)
        {
            log.CountsNotWritten(fault);
        }

        return false;
    }
}
