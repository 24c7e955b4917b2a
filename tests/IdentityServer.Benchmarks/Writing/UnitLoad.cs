using System.Diagnostics;
using IdentityServer.Data;

namespace IdentityServer.Benchmarks.Writing;

internal sealed record UnitLoad(double UnitsPerSecond, double CpuMicroseconds, TimeSpan Median, TimeSpan Slowest1Percent)
{
    public static async Task<UnitLoad> RunAsync(IHotTables tables, int callers, TimeSpan duration)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();

        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            List<TimeSpan> own = [];
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var before = Stopwatch.GetTimestamp();
                await tables.WriteAsync(new Unit().Add(TicketTable.Insert, TicketTable.NewRow()), CancellationToken.None);
                own.Add(Stopwatch.GetElapsedTime(before));
            }

            return own;
        })));

        var elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        TimeSpan[] all = [.. times.SelectMany(own => own).Order()];
        return new(
            all.Length / elapsed.TotalSeconds,
            (process.TotalProcessorTime - cpu).TotalMicroseconds / all.Length,
            all[all.Length / 2],
            all[all.Length * 99 / 100]);
    }
}
