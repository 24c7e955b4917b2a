using IdentityServer.Audit;
using IdentityServer.Audit.Sealing;
using IdentityServer.Audit.Verification;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Audit;

/// <summary>Somebody can write to the database. Three batches of three events stand there before each attempt.</summary>
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class TamperingTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private AuditBench bench = null!;
    private List<AuditEvent> rows = null!;
    private List<AuditSeal> seals = null!;

    private static IEnumerable<string> ColumnsOfEvents => Columns<AuditEvent>().Where(column => column != nameof(AuditEvent.OccurredAt));

    private static IEnumerable<string> ColumnsOfSeals => Columns<AuditSeal>();

    private static IEnumerable<string> ColumnsOfHeads => Columns<AuditHead>();

    [SetUp]
    public async Task WriteThreeBatches()
    {
        await AuditBench.ClearAsync(Database);
        bench = new(Database);
        await bench.WriteBatchesAsync(3);
        (rows, seals) = (await bench.RowsAsync(), await bench.SealsAsync());
        Assert.That(await bench.FaultsAsync(), Is.Empty);
    }

    [TestCaseSource(nameof(ColumnsOfEvents))]
    public async Task No_column_of_an_event_can_be_changed(string column)
    {
        await ChangeAsync("AuditEvents", column, rows[4].Id.ToBytes(), rows[4]);

        Assert.That(await bench.FaultsAsync(), Does.Contain(AuditFaultKind.EventEdited).Or.Contain(AuditFaultKind.EventForged));
    }

    [TestCaseSource(nameof(ColumnsOfEvents))]
    public async Task No_column_of_an_event_that_is_not_yet_sealed_can_be_changed(string column)
    {
        await bench.WriteAsync(1);
        var fresh = (await bench.RowsAsync())[^1];

        await ChangeAsync("AuditEvents", column, fresh.Id.ToBytes(), fresh);

        Assert.That(await bench.FaultsAsync(), Does.Contain(AuditFaultKind.EventForged));
    }

    [TestCaseSource(nameof(ColumnsOfSeals))]
    public async Task No_column_of_a_seal_can_be_changed(string column)
    {
        await ChangeAsync("AuditSeals", column, 2L, seals[1]);

        Assert.That(await bench.FaultsAsync(), Is.Not.Empty);
    }

    [TestCaseSource(nameof(ColumnsOfHeads))]
    public async Task No_column_of_the_head_can_be_changed(string column)
    {
        var (head, _) = await bench.Store.EndAsync(CancellationToken.None);

        await ChangeAsync("AuditHeads", column, 1, head!);

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.ChainCut }));
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(8)]
    public async Task No_event_can_be_removed(int position)
    {
        await bench.RemoveAsync(rows[position]);

        var fault = (await bench.VerifyAsync()).Faults.Single();
        Assert.That(fault.Kind, Is.EqualTo(AuditFaultKind.EventRemoved));
        Assert.That(fault.Batch, Is.EqualTo((position / 3) + 1));
    }

    [Test]
    public async Task The_event_before_a_removed_one_is_named()
    {
        await bench.RemoveAsync(rows[4]);

        Assert.That((await bench.VerifyAsync()).Faults.Single().Sentence, Does.Contain(rows[3].Id.ToString()));
    }

    [TestCase(0, 1)]
    [TestCase(1, 7)]
    public async Task Two_events_cannot_change_places(int one, int other)
    {
        var spare = EventId.New(bench.Clock.GetUtcNow());
        await MoveAsync(rows[one].Id, spare);
        await MoveAsync(rows[other].Id, rows[one].Id);
        await MoveAsync(spare, rows[other].Id);

        Assert.That(await bench.FaultsAsync(), Does.Contain(AuditFaultKind.EventEdited).Or.Contain(AuditFaultKind.EventForged));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task No_event_can_be_added(bool inTheMiddle)
    {
        var at = inTheMiddle ? rows[4].OccurredAt.AddMilliseconds(1) : bench.Clock.GetUtcNow();
        await CopyAsync(rows[4], EventId.New(at));

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.EventForged }));
    }

    [Test]
    public async Task An_added_event_stays_visible_after_it_was_sealed()
    {
        await CopyAsync(rows[4], EventId.New(bench.Clock.GetUtcNow()));

        await bench.SealAsync();

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.EventEdited }));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task No_batch_can_be_removed(long number)
    {
        await DeleteBatchAsync(number);

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.SealMissing }));
    }

    [Test]
    public async Task The_end_cannot_be_cut_off()
    {
        await DeleteBatchAsync(3);

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.ChainCut }));
    }

    [Test]
    public async Task A_cut_off_end_stays_visible_after_sealing_went_on()
    {
        await DeleteBatchAsync(3);

        var afterRestart = new AuditBench(Database, clock: bench.Clock);
        await afterRestart.WriteBatchesAsync(2);

        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.SealMissing, AuditFaultKind.SealedAfterFault }));
    }

    [Test]
    public async Task An_old_batch_cannot_be_put_in_the_place_of_another()
    {
        await DeleteBatchAsync(2);
        await bench.TamperAsync("""UPDATE "AuditSeals" SET "Number" = 2 WHERE "Number" = 1""");

        Assert.That(await bench.FaultsAsync(), Does.Contain(AuditFaultKind.SealMissing));
    }

    [Test]
    public async Task A_batch_cannot_be_hidden_as_past_its_retention()
    {
        await DeleteEventsAsync(2);
        await bench.TamperAsync("""UPDATE "AuditSeals" SET "PrunedAt" = "SealedAt", "PrunedMac" = "Mac", "Entries" = NULL WHERE "Number" = 2""");

        Assert.That(await bench.FaultsAsync(), Does.Contain(AuditFaultKind.StubForged).And.Contain(AuditFaultKind.EventRemoved));
    }

    [Test]
    public async Task A_forged_stub_makes_retention_delete_nothing()
    {
        await bench.TamperAsync("""UPDATE "AuditSeals" SET "PrunedAt" = "SealedAt", "PrunedMac" = "Mac" WHERE "Number" = 3""");

        await bench.Retention.RunAsync(CancellationToken.None);

        Assert.That(await bench.RowsAsync(), Has.Count.EqualTo(9));
    }

    [Test]
    public async Task An_old_copy_put_back_is_noticed_by_the_server_that_is_running()
    {
        var (old, _) = await bench.Store.EndAsync(CancellationToken.None);
        await bench.WriteBatchesAsync(1);

        await DeleteBatchAsync(4);
        await PutBackAsync(old!);
        Assert.That(await bench.FaultsAsync(), Is.Empty, "the copy fits together: nothing inside it can tell");

        await bench.WriteBatchesAsync(1);
        Assert.That(await bench.FaultsAsync(), Is.EqualTo(new[] { AuditFaultKind.SealMissing, AuditFaultKind.SealedAfterFault }));
    }

    [Test]
    public async Task An_old_copy_put_back_is_noticed_by_whoever_noted_the_head()
    {
        var (old, _) = await bench.Store.EndAsync(CancellationToken.None);
        await bench.WriteBatchesAsync(1);
        var noted = (await bench.VerifyAsync()).Head;
        Assert.That(await bench.FaultsAsync(noted), Is.Empty);

        await DeleteBatchAsync(4);
        await PutBackAsync(old!);

        Assert.That(await bench.FaultsAsync(noted), Is.EqualTo(new[] { AuditFaultKind.NotAsExpected }));
    }

    [Test]
    public async Task A_trail_that_vanished_is_noticed()
    {
        var noted = (await bench.VerifyAsync()).Head;
        await AuditBench.ClearAsync(Database);

        Assert.That(await bench.FaultsAsync(noted), Is.EqualTo(new[] { AuditFaultKind.NotAsExpected }));

        await bench.WriteBatchesAsync(1);
        Assert.That(await bench.FaultsAsync(), Does.Contain(AuditFaultKind.SealedAfterFault));
    }

    [Test]
    public async Task Another_installation_cannot_vouch_for_a_trail()
    {
        var noted = (await bench.VerifyAsync()).Head! with { Hash = new string('0', 64) };

        Assert.That(await bench.FaultsAsync(noted), Is.EqualTo(new[] { AuditFaultKind.NotAsExpected }));
    }

    private static IEnumerable<string> Columns<TRow>() => typeof(TRow).GetProperties().Select(property => property.Name);

    /// <summary>To something of the right kind that was not there.</summary>
    private async Task ChangeAsync(string table, string column, object key, object row)
    {
        var keyColumn = table is "AuditSeals" ? "Number" : "Id";
        object other = row.GetType().GetProperty(column)!.GetValue(row) switch
        {
            EventId id => EventId.New(id.OccurredAt.AddMilliseconds(1)).ToBytes(),
            byte[] bytes => (byte[])[.. bytes.Select(octet => (byte)~octet)],
            long number => number + 100,
            int number => number + 100,
            bool flag => !flag,
            DateTimeOffset at => at.ToUnixTimeMilliseconds() + 1,
            AuditOutcome => nameof(AuditOutcome.Denied),
            ActorType => nameof(ActorType.System),
            string text => (text[0] == 'X' ? "Y" : "X") + text[1..],
            null when column is nameof(AuditSeal.PrunedAt) => 1L,
            null when column is nameof(AuditSeal.PrunedMac) => new byte[32],
            null when column is nameof(AuditSeal.Late) => new byte[32],
            null => "X",
            var value => throw new NotSupportedException(value.ToString()),
        };

        Assert.That(await bench.TamperAsync($"UPDATE \"{table}\" SET \"{column}\" = {{0}} WHERE \"{keyColumn}\" = {{1}}", other, key), Is.EqualTo(1));
    }

    private Task<int> MoveAsync(EventId from, EventId to) =>
        bench.TamperAsync("""UPDATE "AuditEvents" SET "Id" = {0} WHERE "Id" = {1}""", to.ToBytes(), from.ToBytes());

    private Task<int> CopyAsync(AuditEvent row, EventId id)
    {
        var columns = string.Join(", ", ColumnsOfEvents.Where(column => column != "Id").Select(column => $"\"{column}\""));
        return bench.TamperAsync(
            $"INSERT INTO \"AuditEvents\" (\"Id\", {columns}) SELECT {{0}}, {columns} FROM \"AuditEvents\" WHERE \"Id\" = {{1}}", id.ToBytes(), row.Id.ToBytes());
    }

    private async Task DeleteBatchAsync(long number)
    {
        await DeleteEventsAsync(number);
        await bench.TamperAsync("""DELETE FROM "AuditSeals" WHERE "Number" = {0}""", number);
    }

    private async Task DeleteEventsAsync(long number)
    {
        var all = await bench.SealsAsync();
        var through = all.Single(seal => seal.Number == number).Through;
        var after = all.LastOrDefault(seal => seal.Number < number)?.Through ?? default;
        await bench.TamperAsync("""DELETE FROM "AuditEvents" WHERE "Id" > {0} AND "Id" <= {1}""", after.ToBytes(), through.ToBytes());
    }

    private Task<int> PutBackAsync(AuditHead old) => bench.TamperAsync(
        """UPDATE "AuditHeads" SET "Number" = {0}, "Hash" = {1}, "Mac" = {2}""", old.Number, old.Hash, old.Mac);
}
