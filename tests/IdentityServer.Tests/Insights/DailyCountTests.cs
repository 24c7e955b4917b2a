using System.Diagnostics.Metrics;
using IdentityServer.Data;
using IdentityServer.Insights;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Insights;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class DailyCountTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private readonly ManualClock clock = new();
    private ServiceProvider services = null!;
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    [SetUp]
    public async Task Clear()
    {
        services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var context = Database.NewContext();
        context.RemoveRange(context.Set<DailyCount>());
        await context.SaveChangesAsync();
    }

    [TearDown]
    public void Dispose() => services.Dispose();

    [Test]
    public async Task Counts_add_up_over_time_and_come_back_by_name()
    {
        var (tally, writer, store) = NewInstance();
        for (var i = 0; i < 3; i++)
        {
            new Funnel(tally).Record(CeremonyKind.Login, Mediation.Modal, FunnelEdge.VerifyOk, browser: "Firefox");
            await writer.WriteAsync();
        }

        var counted = (await store.ReadAsync(Measures.Ceremonies, Today, Today, CancellationToken.None)).Single();

        Assert.That(counted.Count, Is.EqualTo(3));
        Assert.That(counted.Day, Is.EqualTo(Today));
        Assert.That(counted.Labels, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["ceremony"] = "login",
            ["mediation"] = "modal",
            ["edge"] = "verify_ok",
            ["reason"] = "",
            ["browser"] = "Firefox",
            ["elapsed"] = "",
        }));
    }

    [Test]
    public async Task Instances_add_to_the_same_rows_at_the_same_time()
    {
        await using var second = Database.Kind is DatabaseKind.Sqlite ? null : Database.NewProvider();
        var instances = Enumerable.Range(0, 6).Select(i => NewInstance(i % 2 == 0 ? HotTables : second?.HotTables ?? HotTables)).ToList();
        foreach (var (tally, _, _) in instances)
            for (var i = 0; i < 120; i++)
                tally.Count(Measures.StepUps, $"class{i}", "succeeded");

        await Task.WhenAll(instances.Select(instance => Task.Run(instance.Writer.WriteAsync)));
        foreach (var (_, writer, _) in instances)
            await writer.WriteAsync();

        var counts = await instances[0].Store.ReadAsync(Measures.StepUps, Today, Today, CancellationToken.None);
        Assert.That(counts, Has.Count.EqualTo(120));
        Assert.That(counts.Select(count => count.Count), Has.All.EqualTo(6));
    }

    [Test]
    public async Task Only_the_days_asked_for_are_read()
    {
        var (tally, writer, store) = NewInstance();
        var first = Today;
        for (var day = 0; day < 4; day++)
        {
            tally.Count(Measures.SignIns, "passkey", "1", "1-10s");
            clock.Advance(TimeSpan.FromDays(1));
        }
        await writer.WriteAsync();

        var counts = await store.ReadAsync(Measures.SignIns, first.AddDays(1), first.AddDays(2), CancellationToken.None);

        Assert.That(counts.Select(count => count.Day).Order(), Is.EqualTo(new[] { first.AddDays(1), first.AddDays(2) }));
    }

    [Test]
    public async Task Counts_wait_while_the_database_is_away()
    {
        var down = new Outage();
        var (tally, writer, _) = NewInstance(down);
        tally.Count(Measures.SignIns, "passkey", "1", "1-10s");

        await writer.WriteAsync();

        Assert.That(down.Asked, Is.True);
        Assert.That(tally.Take(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Whoever_asks_while_another_writes_finds_those_counts_written_too()
    {
        var tables = new InterruptedTables(HotTables);
        var (tally, writer, store) = NewInstance(tables);
        var gate = new TaskCompletionSource();
        tables.Before("DailyCounts", () => gate.Task);
        tally.Count(Measures.SignIns, "passkey", "1", "1-10s");
        var first = writer.WriteAsync();

        var second = writer.WriteAsync();
        var early = second.IsCompleted;
        gate.SetResult();
        await second;

        Assert.That(early, Is.False);
        Assert.That(await store.ReadAsync(Measures.SignIns, Today, Today, CancellationToken.None), Has.Count.EqualTo(1));
        await first;
    }

    private Instance NewInstance(IHotTables? tables = null)
    {
        var tally = new Tally(services.GetRequiredService<IMeterFactory>(), clock);
        var store = new DailyCountStore(new ContextFactory(Database), tables ?? HotTables);
        return new(tally, new(tally, store, Options.Create(new InsightsOptions()), clock, NullLogger<TallyWriter>.Instance), store);
    }

    private sealed record Instance(Tally Tally, TallyWriter Writer, DailyCountStore Store);

    private sealed class Outage : IHotTables
    {
        public bool Asked { get; private set; }

        public Task<T?> FindAsync<T>(Statement statement, Func<System.Data.Common.DbDataReader, T> map, Value[] values, CancellationToken cancellation)
            where T : class => throw new DatabaseUnavailableException("down", null);

        public Task<List<T>> ListAsync<T>(Statement statement, Func<System.Data.Common.DbDataReader, T> map, Value[] values, CancellationToken cancellation) =>
            throw new DatabaseUnavailableException("down", null);

        public Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation)
        {
            Asked = true;
            throw new DatabaseUnavailableException("down", null);
        }
    }
}
