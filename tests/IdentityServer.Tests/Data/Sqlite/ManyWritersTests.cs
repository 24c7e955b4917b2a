#pragma warning disable RS0030 // A transaction as it is, without what the rooms use around it.
using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using static IdentityServer.Tests.Data.ProbeStatements;

namespace IdentityServer.Tests.Data.Sqlite;

[Category("Slow")]
internal sealed class ManyWritersTests() : DatabaseFixture(DatabaseKind.Sqlite)
{
    private const int Writers = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Sixty_four_writers_of_every_kind_never_hear_that_the_database_is_locked()
    {
        await ProbeContext.CreateTableAsync(Database);
        using var time = new CancellationTokenSource(Duration);
        Func<Probe, Task>[] ways = [WriteAsync, SaveAsync, SaveInTransactionAsync, WriteAndUpdateAsync];

        var counts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var written = 0;
            for (; !time.IsCancellationRequested; written++)
                await ways[writer % ways.Length](NewProbe());
            return written;
        })));

        await using var context = new ProbeContext(Database.Options<ProbeContext>());
        Assert.That(counts, Is.All.Positive, "nobody starves");
        Assert.That(await context.Probes.CountAsync(), Is.EqualTo(counts.Sum()));
        Assert.That(await context.Probes.CountAsync(probe => probe.Count == 1), Is.EqualTo(counts.Where((_, writer) => writer % ways.Length == 3).Sum()));
        TestContext.Out.WriteLine(string.Join(", ", ways.Select((way, i) => $"{way.Method.Name} {counts.Where((_, writer) => writer % ways.Length == i).Sum()}")));
    }

    private async Task WriteAsync(Probe probe) => Assert.That(
        await HotTables.WriteAsync(new Unit().Add(Insert, Values(probe)), CancellationToken.None), Is.EqualTo(UnitOutcome.Committed));

    private async Task SaveAsync(Probe probe)
    {
        await using var context = new ProbeContext(Database.Options<ProbeContext>());
        context.Add(probe);
        await context.SaveChangesAsync();
    }

    private async Task SaveInTransactionAsync(Probe probe)
    {
        await using var context = new ProbeContext(Database.Options<ProbeContext>());
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Add(probe);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private async Task WriteAndUpdateAsync(Probe probe)
    {
        await WriteAsync(probe);
        await using var context = new ProbeContext(Database.Options<ProbeContext>());
        var touched = await context.Probes.Where(row => row.Key == probe.Key).ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 1));
        Assert.That(touched, Is.EqualTo(1));
    }

    private static Probe NewProbe() => new()
    {
        Key = Handle.New(TimeProvider.System.GetUtcNow()).ToKey(),
        Name = Guid.NewGuid().ToString(),
    };
}
