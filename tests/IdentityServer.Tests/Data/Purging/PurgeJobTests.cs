using IdentityServer.Data;
using IdentityServer.Data.Purging;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityServer.Tests.Data.Purging;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class PurgeJobTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly Statement All = new("""SELECT "At" FROM "Probes" ORDER BY "At" """);
    private static readonly Statement Clear = new("""DELETE FROM "Probes" """);

    private static readonly PurgeRule[] Rules =
        [new("Probes", "At", TimeSpan.FromHours(1)), PurgeRule.ByKey("Probes", "Key", TimeSpan.FromHours(1))];

    private readonly ManualClock clock = new();

    [OneTimeSetUp]
    public Task CreateTable() => ProbeContext.CreateTableAsync(Database);

    [SetUp]
    public Task ClearTable() => HotTables.WriteAsync(new Unit().Add(Clear), CancellationToken.None);

    [TestCaseSource(nameof(Rules))]
    public async Task What_is_older_than_the_rule_keeps_goes_and_the_rest_stays(PurgeRule rule)
    {
        var now = clock.GetUtcNow();
        TimeSpan[] kept = [TimeSpan.Zero, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];
        TimeSpan[] gone = [TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(2), TimeSpan.FromDays(40), TimeSpan.FromDays(4000)];
        foreach (var age in kept.Concat(gone))
            await InsertAsync(now - age);

        await PurgeAsync(rule);

        Assert.That(await AgesAsync(now), Is.EquivalentTo(kept));
    }

    [TestCaseSource(nameof(Rules))]
    public async Task Many_rows_go_in_many_batches(PurgeRule rule)
    {
        var now = clock.GetUtcNow();
        for (var i = 0; i < 300; i++)
            await InsertAsync(now - TimeSpan.FromHours(2) - TimeSpan.FromSeconds(i));

        await PurgeAsync(rule);

        Assert.That(await AgesAsync(now), Is.Empty);
    }

    [TestCaseSource(nameof(Rules))]
    public async Task An_empty_table_is_no_trouble(PurgeRule rule)
    {
        await PurgeAsync(rule);

        Assert.That(await AgesAsync(clock.GetUtcNow()), Is.Empty);
    }

    private Task PurgeAsync(PurgeRule rule) =>
        new PurgeJob([rule], HotTables, clock, NullLogger<PurgeJob>.Instance).RunAsync(CancellationToken.None);

    private Task<UnitOutcome> InsertAsync(DateTimeOffset at) => HotTables.WriteAsync(
        new Unit().Add(ProbeStatements.Insert, ProbeStatements.Values(new()
        {
            Key = Handle.New(at).ToKey(),
            Name = Guid.NewGuid().ToString(),
            At = at.ToUnixTimeMilliseconds(),
        })),
        CancellationToken.None);

    private async Task<IEnumerable<TimeSpan>> AgesAsync(DateTimeOffset now) =>
        from at in await HotTables.ListAsync(All, row => row.GetInt64(0), [], CancellationToken.None)
        select now - DateTimeOffset.FromUnixTimeMilliseconds(at);
}
