using IdentityServer.Audit.Sealing;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Audit;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class RetentionTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private AuditBench bench = null!;

    [SetUp]
    public async Task WriteTwoOldBatchesAndAYoungOne()
    {
        await AuditBench.ClearAsync(Database);
        bench = new(Database);
        await bench.WriteBatchesAsync(2);
        bench.Clock.Advance(Month);
        await bench.WriteBatchesAsync(1);
        await bench.SealAsync();
        bench.Clock.Advance(bench.Settings.Retention - Month + TimeSpan.FromHours(1));
    }

    [Test]
    public async Task What_is_old_enough_goes_batch_by_batch_and_the_rest_stays_sound()
    {
        await bench.Retention.RunAsync(CancellationToken.None);

        var report = await bench.VerifyAsync();
        Assert.That(report.Faults, Is.Empty);
        Assert.That(report.PrunedThrough, Is.EqualTo(2));
        Assert.That((await bench.RowsAsync()).Select(row => row.Type),
            Is.EqualTo(new[] { "webauthn.login.succeeded", "webauthn.login.succeeded", "webauthn.login.succeeded", "audit.pruned" }));
        Assert.That((await bench.SealsAsync())[0], Has.Property(nameof(AuditSeal.Number)).EqualTo(2).And.Property(nameof(AuditSeal.Entries)).Null);
    }

    [Test]
    public async Task A_second_run_changes_nothing()
    {
        await bench.Retention.RunAsync(CancellationToken.None);
        var before = await bench.RowsAsync();

        await bench.Retention.RunAsync(CancellationToken.None);

        Assert.That((await bench.RowsAsync()).Select(row => row.Id), Is.EqualTo(before.Select(row => row.Id)));
    }

    [Test]
    public async Task An_interrupted_run_is_sound_and_the_next_one_finishes_it()
    {
        var seal = (await bench.SealsAsync())[1];
        await bench.Store.PruneAsync(new(), seal, bench.Clock.GetUtcNow(), new SealSignature(AuditBench.Master).PrunedMac(seal, bench.Clock.GetUtcNow()), CancellationToken.None);
        Assert.That(await bench.FaultsAsync(), Is.Empty);
        Assert.That(await bench.RowsAsync(), Has.Count.EqualTo(9));

        await bench.Retention.RunAsync(CancellationToken.None);

        Assert.That(await bench.FaultsAsync(), Is.Empty);
        Assert.That(await bench.RowsAsync(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_chain_goes_on_over_several_prunings()
    {
        for (var month = 0; month < 3; month++)
        {
            await bench.Retention.RunAsync(CancellationToken.None);
            await bench.WriteBatchesAsync(2);
            bench.Clock.Advance(bench.Settings.Retention + TimeSpan.FromDays(1));
            await bench.SealAsync();
        }

        Assert.That(await bench.FaultsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_head_noted_before_its_batch_was_deleted_is_no_contradiction()
    {
        var noted = (await bench.SealsAsync())[0];
        await bench.Retention.RunAsync(CancellationToken.None);

        Assert.That(await bench.FaultsAsync(new(1, Convert.ToHexStringLower(noted.Hash))), Is.Empty);
    }

    [Test]
    public async Task A_row_removed_after_a_pruning_is_missed_all_the_same()
    {
        await bench.Retention.RunAsync(CancellationToken.None);

        await bench.RemoveAsync((await bench.RowsAsync())[0]);

        Assert.That(await bench.FaultsAsync(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task The_stub_cannot_be_moved_to_another_batch()
    {
        await bench.Retention.RunAsync(CancellationToken.None);

        await bench.TamperAsync("""
            UPDATE "AuditSeals" SET "Entries" = NULL, "PrunedAt" = (SELECT "PrunedAt" FROM "AuditSeals" WHERE "Number" = 2),
                "PrunedMac" = (SELECT "PrunedMac" FROM "AuditSeals" WHERE "Number" = 2)
            WHERE "Number" = 3
            """);

        Assert.That(await bench.FaultsAsync(), Is.Not.Empty);
    }
}
