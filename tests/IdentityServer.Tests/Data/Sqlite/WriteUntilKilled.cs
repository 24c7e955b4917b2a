using IdentityServer.Data;
using IdentityServer.Sqlite;
using Microsoft.EntityFrameworkCore;
using static IdentityServer.Tests.Data.ProbeStatements;

namespace IdentityServer.Tests.Data.Sqlite;

/// <summary>Says the name of each row aloud as soon as the database has acknowledged it.</summary>
internal static class WriteUntilKilled
{
    private const int Callers = 16;

    public static async Task RunAsync(string file)
    {
        await using var provider = new SqliteProvider($"Data Source={file}", "/");
        var options = new DbContextOptionsBuilder<ProbeContext>();
        provider.Configure(options);
        await using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            while (true)
            {
                var probe = new Probe { Key = Handle.New(TimeProvider.System.GetUtcNow()).ToKey(), Name = Guid.NewGuid().ToString() };
                await (caller % 4 == 0 ? SaveAsync(probe, options.Options) : WriteAsync(probe, provider.HotTables));
                await output.WriteLineAsync(probe.Name);
            }
        })));
    }

    private static async Task SaveAsync(Probe probe, DbContextOptions<ProbeContext> options)
    {
        await using var context = new ProbeContext(options);
        context.Add(probe);
        await context.SaveChangesAsync();
    }

    private static async Task WriteAsync(Probe probe, IHotTables tables)
    {
        if (await tables.WriteAsync(new Unit().Add(Insert, Values(probe)), CancellationToken.None) is not UnitOutcome.Committed)
            throw new InvalidOperationException("Not committed.");
    }
}
