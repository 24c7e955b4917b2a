using IdentityServer.Sqlite;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Benchmarks.Writing;

/// <summary>How near the unit writer comes to what the disk and SQLite allow. The measured take turns, round by round.</summary>
internal static class WriterBenchmark
{
    private const int Callers = 64;
    private const int Rounds = 3;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            using var directory = new TemporaryDirectory();
            var (limitFile, ourFile) = (directory.File("limit.db"), directory.File("ours.db"));
            TicketTable.MakeIn(limitFile);
            TicketTable.MakeIn(ourFile);
            await using var provider = new SqliteProvider($"Data Source={ourFile}", directory.Path);

            var flush = DiskFile.MedianFlush(directory.File("flush"), TimeSpan.FromSeconds(1));
            var lone = await UnitLoad.RunAsync(provider.HotTables, callers: 1, Turn);
            var limit = GroupCommitLimit.RowsPerSecond(limitFile, Callers, Turn);
            var many = await UnitLoad.RunAsync(provider.HotTables, Callers, Turn);

            Console.WriteLine($"""
                round {round}
                  one flush of the disk                {flush.TotalMicroseconds,10:F0} µs
                  lone caller, median                  {lone.Median.TotalMicroseconds,10:F0} µs   {lone.Median / flush:F2} × flush, {lone.CpuMicroseconds:F0} µs CPU
                  limit, {Callers} rows a commit             {limit,10:F0} /s
                  ours, {Callers} callers                    {many.UnitsPerSecond,10:F0} /s   {many.UnitsPerSecond / limit:P0} of the limit, {many.CpuMicroseconds:F0} µs CPU a unit
                  ours, median and slowest 1 %         {many.Median.TotalMilliseconds,10:F2} ms   {many.Slowest1Percent.TotalMilliseconds:F2} ms
                """);
        }

        if (PostgreSqlCluster.IsInstalled)
            await PostgreSqlWriting.RunAsync(Callers, Rounds, Turn);
    }
}
