using IdentityServer.Audit;
using IdentityServer.Audit.Sealing;
using IdentityServer.Audit.Verification;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Audit;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class SealingTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private AuditBench bench = null!;

    [SetUp]
    public async Task Clear()
    {
        await AuditBench.ClearAsync(Database);
        bench = new(Database);
    }

    [Test]
    public async Task An_empty_trail_is_sound()
    {
        Assert.That(await bench.SealAsync(), Is.Null);
        Assert.That(await bench.FaultsAsync(), Is.Empty);
    }

    [Test]
    public async Task Settled_events_are_sealed_in_batches_that_stand_on_each_other()
    {
        await bench.WriteBatchesAsync(3);

        var report = await bench.VerifyAsync();

        Assert.That(report.Faults, Is.Empty);
        Assert.That((report.Batches, report.Events, report.Unsealed), Is.EqualTo((3, 9L, 0L)));
        Assert.That((await bench.SealsAsync()).Select(seal => (seal.Number, seal.Count)), Is.EqualTo(new[] { (1L, 3), (2L, 3), (3L, 3) }));
    }

    [Test]
    public async Task Nothing_new_makes_no_seal()
    {
        await bench.WriteBatchesAsync(1);

        Assert.That(await bench.SealAsync(), Is.Null);
    }

    [Test]
    public async Task Events_that_are_not_settled_wait()
    {
        await bench.WriteBatchesAsync(1);
        await bench.WriteAsync(2);

        await bench.Sealer.SealNextAsync(CancellationToken.None);

        var report = await bench.VerifyAsync();
        Assert.That(report.Faults, Is.Empty);
        Assert.That(report.Unsealed, Is.EqualTo(2));
    }

    [Test]
    public async Task A_crowd_is_sealed_in_several_batches()
    {
        await Parallel.ForAsync(0, Sealer.BatchSize + 500, async (_, cancellation) => await bench.Trail.WriteAsync(AuditBench.Entry(), cancellation));

        await bench.SealAsync();

        Assert.That((await bench.SealsAsync()).Select(seal => seal.Count), Is.EqualTo(new[] { Sealer.BatchSize, 500 }));
        Assert.That(await bench.FaultsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_row_that_arrives_late_is_sealed_with_a_later_batch()
    {
        await bench.WriteBatchesAsync(1);
        await WriteBehindAsync(TimeSpan.FromSeconds(12));
        await bench.WriteBatchesAsync(1);
        Assert.That((await bench.VerifyAsync()).Unsealed, Is.EqualTo(1), "waits for the batch to be closed");

        bench.Clock.Advance(bench.Settings.LateArrival);
        await bench.SealAsync();

        var report = await bench.VerifyAsync();
        Assert.That(report.Faults, Is.Empty);
        Assert.That((report.Events, report.Unsealed), Is.EqualTo((7L, 0L)));
        Assert.That(SealedRow.Read((await bench.SealsAsync())[^1].Late).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_row_that_arrives_after_its_batch_was_closed_is_reported()
    {
        await bench.WriteBatchesAsync(1);
        bench.Clock.Advance(bench.Settings.LateArrival);
        await bench.SealAsync();

        await WriteBehindAsync(bench.Settings.LateArrival + TimeSpan.FromSeconds(25));

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.EventUnlisted }));
    }

    [Test]
    public async Task A_late_row_that_is_removed_again_is_missed()
    {
        await bench.WriteBatchesAsync(1);
        var late = await WriteBehindAsync(TimeSpan.FromSeconds(12));
        bench.Clock.Advance(bench.Settings.LateArrival);
        await bench.SealAsync();

        await bench.RemoveAsync(late);

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.EventRemoved }));
    }

    [Test]
    public async Task Closing_a_batch_notices_what_is_gone()
    {
        await bench.WriteBatchesAsync(1);
        await bench.RemoveAsync((await bench.RowsAsync())[1]);
        bench.Clock.Advance(bench.Settings.LateArrival);

        var seal = await bench.SealAsync();

        Assert.That(seal!.AfterFault);
        Assert.That((await bench.RowsAsync())[^1].Type, Is.EqualTo("integrity.failed"));
    }

    [Test]
    public async Task Of_two_instances_that_seal_at_once_one_wins_and_the_chain_is_whole()
    {
        await bench.WriteBatchesAsync(1);
        await bench.WriteAsync(5);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var other = Database.NewProvider();
        AuditBench[] instances = [.. Enumerable.Range(0, 8).Select(i => new AuditBench(Database, i % 2 == 0 ? Database.HotTables : other.HotTables, bench.Clock))];

        var seals = await Task.WhenAll(instances.Select(instance => Task.Run(() => instance.Sealer.SealNextAsync(CancellationToken.None))));

        Assert.That(seals.Count(seal => seal is not null), Is.EqualTo(1));
        Assert.That(await bench.FaultsAsync(), Is.Empty);
    }

    [Test, Category("Slow")]
    public async Task Sixty_four_writers_and_two_sealers_get_along()
    {
        const int each = 40;
        bench.Settings.Settling = TimeSpan.Zero;
        var other = new AuditBench(Database, clock: bench.Clock) { Settings = { Settling = TimeSpan.Zero } };
        using var done = new CancellationTokenSource();

        Task[] sealing = [SealUntilAsync(bench, done.Token), SealUntilAsync(other, done.Token)];
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await bench.Trail.WriteAsync(AuditBench.Entry(), CancellationToken.None);
            }
        })));
        await done.CancelAsync();
        await Task.WhenAll(sealing);
        bench.Clock.Advance(bench.Settings.LateArrival);
        while (await bench.SealAsync() is not null)
        {
        }

        var report = await bench.VerifyAsync();
        Assert.That(report.Faults, Is.Empty);
        Assert.That((report.Events, report.Unsealed), Is.EqualTo((64L * each, 0L)));
    }

    [Test]
    public async Task Nobody_seals_for_long_and_it_is_said()
    {
        await bench.WriteBatchesAsync(1);
        await bench.WriteAsync(1);
        bench.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.SealingBehind }));
    }

    private static Task SealUntilAsync(AuditBench bench, CancellationToken done) => Task.Run(async () =>
    {
        while (!done.IsCancellationRequested)
            await bench.Sealer.SealNextAsync(CancellationToken.None);
    }, CancellationToken.None);

    // An instance whose clock is behind.
    private async Task<AuditEvent> WriteBehindAsync(TimeSpan delay)
    {
        var before = (await bench.RowsAsync()).Select(row => row.Id).ToHashSet();
        var slow = new AuditBench(Database, clock: new(bench.Clock.GetUtcNow() - delay));
        await slow.Trail.WriteAsync(AuditBench.Entry(), CancellationToken.None);
        return (await bench.RowsAsync()).Single(row => !before.Contains(row.Id));
    }
}
