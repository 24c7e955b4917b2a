using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using IdentityServer.Tests.Audit;
using IdentityServer.Throttles;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Throttles;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class ThrottleTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RateRule ten = new("test-ten", 10, 10 * Minute);
    private readonly RateRule three = new("test-three", 3, 3 * Minute);
    private readonly FailureRule guess = new("test-guess", 3, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromDays(1), cap: 15);
    private AuditBench audit = null!;
    private Throttle throttle = null!;
    private string key = "";

    [SetUp]
    public async Task NewKey()
    {
        await AuditBench.ClearAsync(Database);
        audit = new(Database);
        throttle = NewThrottle(HotTables);
        key = Guid.NewGuid().ToString();
    }

    [Test]
    public async Task As_many_as_the_limit_says_are_allowed_at_once()
    {
        for (var i = 0; i < 10; i++)
            Assert.That(await TakeAsync(ten), Is.TypeOf<ThrottleOutcome.Allowed>(), $"take {i}");

        var refused = await TakeAsync(ten);

        Assert.That(refused, Is.EqualTo(new ThrottleOutcome.Refused(ten, Minute)));
    }

    [Test]
    public async Task What_was_used_comes_back_one_by_one()
    {
        await TakeAsync(three, times: 3);

        audit.Clock.Advance(Minute);

        Assert.That(await TakeAsync(three), Is.TypeOf<ThrottleOutcome.Allowed>());
        Assert.That(await TakeAsync(three), Is.TypeOf<ThrottleOutcome.Refused>());
    }

    [Test]
    public async Task A_full_bucket_does_not_overflow()
    {
        await TakeAsync(three);
        audit.Clock.Advance(TimeSpan.FromDays(3));

        await TakeAsync(three, times: 3);

        Assert.That(await TakeAsync(three), Is.TypeOf<ThrottleOutcome.Refused>());
    }

    [Test]
    public async Task Refused_takes_cost_nothing()
    {
        await TakeAsync(three, times: 3);
        for (var i = 0; i < 20; i++)
            await TakeAsync(three);

        audit.Clock.Advance(Minute);

        Assert.That(await TakeAsync(three), Is.TypeOf<ThrottleOutcome.Allowed>());
    }

    [Test]
    public async Task Keys_and_rules_are_counted_apart()
    {
        await TakeAsync(three, times: 4);

        Assert.That(await throttle.TakeAsync(three.For("somebody else"), CancellationToken.None), Is.TypeOf<ThrottleOutcome.Allowed>());
        Assert.That(await TakeAsync(ten), Is.TypeOf<ThrottleOutcome.Allowed>());
    }

    [Test]
    public async Task Takes_together_are_counted_all_or_none()
    {
        await TakeAsync(three, times: 3);

        var outcome = await throttle.TakeAsync([ten.For(key), three.For(key)], CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(new ThrottleOutcome.Refused(three, Minute)));
        Assert.That((await TakeAsync(ten, times: 10))[^1], Is.TypeOf<ThrottleOutcome.Allowed>(), "the refused call used up nothing");
    }

    [Test]
    public async Task The_longest_wait_is_the_one_to_wait_for()
    {
        await TakeAsync(three, times: 3);
        audit.Clock.Advance(TimeSpan.FromSeconds(50));
        await TakeAsync(ten, times: 10);

        var outcome = await throttle.TakeAsync([three.For(key), ten.For(key)], CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(new ThrottleOutcome.Refused(ten, Minute)));
    }

    [Test]
    public async Task Fifty_takes_at_once_from_two_instances_use_up_exactly_the_limit()
    {
        await using var second = Database.Kind is DatabaseKind.Sqlite ? null : Database.NewProvider();
        Throttle[] instances = [throttle, NewThrottle(second?.HotTables ?? HotTables)];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => instances[i % 2].TakeAsync(ten.For(key), CancellationToken.None))));

        Assert.That(outcomes.Count(outcome => outcome is ThrottleOutcome.Allowed), Is.EqualTo(10));
    }

    [Test]
    public async Task Fifty_pairs_of_takes_in_either_order_do_not_block_each_other()
    {
        Take[] pair = [ten.For(key), new RateRule("test-thirty", 30, 10 * Minute).For(key)];
        Take[] reversed = [pair[1], pair[0]];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(() => throttle.TakeAsync(i % 2 == 0 ? pair : reversed, CancellationToken.None))));

        Assert.That(outcomes.Count(outcome => outcome is ThrottleOutcome.Allowed), Is.EqualTo(10));
    }

    [Test]
    public async Task Failures_make_the_waits_grow_from_half_a_minute_to_an_hour()
    {
        List<double> waits = [];
        for (var i = 0; i < 12; i++)
        {
            Assert.That(await TakeAsync(guess), Is.TypeOf<ThrottleOutcome.Allowed>());
            var wait = await throttle.RefusalAsync([guess.For(key)], CancellationToken.None) is ThrottleOutcome.Refused refused ? refused.RetryAfter : TimeSpan.Zero;
            waits.Add(wait.TotalSeconds);
            audit.Clock.Advance(wait);
        }

        Assert.That(waits, Is.EqualTo(new double[] { 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600 }));
    }

    [Test]
    public async Task Success_takes_the_failures_back()
    {
        await TakeAsync(guess, times: 3);
        Assert.That(await TakeAsync(guess), Is.TypeOf<ThrottleOutcome.Refused>());

        await HotTables.WriteAsync(throttle.Reset(new Unit(), guess.For(key)), CancellationToken.None);

        Assert.That((await TakeAsync(guess, times: 3))[^1], Is.TypeOf<ThrottleOutcome.Allowed>());
    }

    [Test]
    public async Task At_the_cap_waiting_does_not_help()
    {
        for (var i = 0; i < 15; i++)
        {
            Assert.That(await TakeAsync(guess), Is.TypeOf<ThrottleOutcome.Allowed>());
            audit.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(await TakeAsync(guess), Is.EqualTo(new ThrottleOutcome.Exhausted(guess)));
    }

    [Test]
    public async Task Guesses_at_the_same_moment_all_count()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TakeAsync(guess))));

        Assert.That(outcomes.Count(outcome => outcome is ThrottleOutcome.Allowed), Is.EqualTo(3));
    }

    [Test]
    public async Task A_take_can_join_another_unit_and_share_its_fate()
    {
        await TakeAsync(three, times: 3);
        var unit = throttle.Add(audit.Trail.Add(new Unit(), AuditBench.Entry()), three.For(key));

        var outcome = await HotTables.WriteAsync(unit, CancellationToken.None);

        Assert.That(outcome, Is.EqualTo(UnitOutcome.Missed));
        Assert.That(await audit.RowsAsync(), Is.Empty);
        Assert.That(await throttle.RefusalAsync([three.For(key)], CancellationToken.None), Is.TypeOf<ThrottleOutcome.Refused>());
    }

    [Test]
    public async Task The_audit_is_told_once_however_often_somebody_knocks()
    {
        await TakeAsync(three, times: 3);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TakeAsync(three))));

        var row = (await audit.RowsAsync()).Single();
        Assert.That((row.Type, row.Reason, row.Details), Is.EqualTo(("ratelimit.hit", "rate_limited", """{"bucket":"test-three"}""")));

        audit.Clock.Advance(TimeSpan.FromMinutes(16));
        await TakeAsync(three, times: 4);

        Assert.That(await audit.RowsAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task No_key_is_stored_in_clear()
    {
        await throttle.TakeAsync(ten.For(System.Net.IPAddress.Parse("203.0.113.77")), CancellationToken.None);

        await using var context = Database.NewContext();
        var keys = context.Set<ThrottleRow>().Select(row => row.Key).ToList();

        Assert.That(keys, Has.All.Length.EqualTo(16));
        Assert.That(keys.Select(System.Text.Encoding.ASCII.GetString), Has.None.Contains("203"));
    }

    private Throttle NewThrottle(IHotTables tables) =>
        new(new(tables, AuditBench.Master), new AuditBench(Database, tables, audit.Clock).Trail, Options.Create(new ThrottleOptions()), audit.Clock);

    private Task<ThrottleOutcome> TakeAsync(ThrottleRule rule) => throttle.TakeAsync(rule.For(key), CancellationToken.None);

    private async Task<List<ThrottleOutcome>> TakeAsync(ThrottleRule rule, int times)
    {
        List<ThrottleOutcome> outcomes = [];
        for (var i = 0; i < times; i++)
            outcomes.Add(await TakeAsync(rule));
        return outcomes;
    }
}
