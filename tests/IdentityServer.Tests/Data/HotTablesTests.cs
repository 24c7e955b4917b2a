using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using static IdentityServer.Tests.Data.ProbeStatements;

namespace IdentityServer.Tests.Data;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class HotTablesTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private readonly Guid owner = Guid.NewGuid();

    [OneTimeSetUp]
    public Task CreateTable() => ProbeContext.CreateTableAsync(Database);

    [Test]
    public async Task Every_kind_of_value_comes_back_as_it_was_written()
    {
        var full = NewProbe() with
        {
            UsedAt = long.MaxValue,
            Parent = Guid.NewGuid(),
            Flag = true,
            Count = -7,
            Note = new string('ä', 4500),
            Content = [.. Enumerable.Range(0, 9000).Select(i => (byte)i)],
        };
        var empty = NewProbe();

        await WriteAsync(new Unit().Add(Insert, Values(full)).Add(Insert, Values(empty)));

        Assert.That(await FindAsync(full.Key), Is.EqualTo(full).UsingPropertiesComparer());
        Assert.That(await FindAsync(empty.Key), Is.EqualTo(empty).UsingPropertiesComparer());
    }

    [Test]
    public async Task What_is_not_there_is_null() =>
        Assert.That(await FindAsync(new byte[32]), Is.Null);

    [Test]
    public async Task A_list_has_every_row_in_order()
    {
        var someone = Guid.NewGuid();
        foreach (var name in new[] { "b", "a", "c" })
            await WriteAsync(new Unit().Add(Insert, Values(NewProbe() with { Owner = someone, Name = $"{someone} {name}" })));

        var names = await HotTables.ListAsync(NamesOf, row => row.GetString(0), [someone], CancellationToken.None);

        Assert.That(names, Is.EqualTo(new[] { $"{someone} a", $"{someone} b", $"{someone} c" }));
    }

    [Test]
    public async Task A_required_step_without_its_row_undoes_the_steps_before_and_after()
    {
        var (before, after) = (NewProbe(), NewProbe());

        var outcome = await WriteAsync(new Unit()
            .Add(Insert, Values(before))
            .Require(Spend, 1L, new byte[32])
            .Add(Insert, Values(after)));

        Assert.That(outcome, Is.EqualTo(UnitOutcome.Missed));
        Assert.That(await FindAsync(before.Key), Is.Null);
        Assert.That(await FindAsync(after.Key), Is.Null);
    }

    [Test]
    public async Task A_required_step_that_hits_two_rows_is_undone()
    {
        var someone = Guid.NewGuid();
        var (one, two) = (NewProbe() with { Owner = someone }, NewProbe() with { Owner = someone });
        await WriteAsync(new Unit().Add(Insert, Values(one)).Add(Insert, Values(two)));

        var outcome = await WriteAsync(new Unit().Require(SpendAllOf, 1L, someone));

        Assert.That(outcome, Is.EqualTo(UnitOutcome.Missed));
        Assert.That((await FindAsync(one.Key))!.UsedAt, Is.Null);
    }

    [Test]
    public async Task A_step_that_is_not_required_may_hit_none()
    {
        var probe = NewProbe();

        var outcome = await WriteAsync(new Unit().Add(Spend, 1L, new byte[32]).Add(Insert, Values(probe)));

        Assert.That(outcome, Is.EqualTo(UnitOutcome.Committed));
        Assert.That(await FindAsync(probe.Key), Is.Not.Null);
    }

    [Test]
    public async Task A_second_row_with_the_same_key_or_unique_name_is_a_conflict_and_undoes_the_unit()
    {
        var (there, other) = (NewProbe(), NewProbe());
        await WriteAsync(new Unit().Add(Insert, Values(there)));

        var sameKey = await WriteAsync(new Unit().Add(Insert, Values(other)).Add(Insert, Values(NewProbe() with { Key = there.Key })));
        var sameName = await WriteAsync(new Unit().Add(Insert, Values(other)).Require(Insert, Values(NewProbe() with { Name = there.Name })));

        Assert.That((sameKey, sameName), Is.EqualTo((UnitOutcome.Conflict, UnitOutcome.Conflict)));
        Assert.That(await FindAsync(other.Key), Is.Null);
    }

    [Test]
    public async Task Of_fifty_who_spend_at_once_one_succeeds()
    {
        var probe = NewProbe();
        await WriteAsync(new Unit().Add(Insert, Values(probe)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            WriteAsync(new Unit().Require(Spend, (long)i, probe.Key).Add(Insert, Values(NewProbe()))))));

        Assert.That(outcomes.Count(outcome => outcome is UnitOutcome.Committed), Is.EqualTo(1));
        Assert.That(outcomes.Count(outcome => outcome is UnitOutcome.Missed), Is.EqualTo(49));
    }

    [Test]
    public async Task Of_fifty_who_take_a_name_at_once_one_succeeds()
    {
        var name = Guid.NewGuid().ToString();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
            WriteAsync(new Unit().Add(Insert, Values(NewProbe() with { Name = name }))))));

        Assert.That(outcomes.Count(outcome => outcome is UnitOutcome.Committed), Is.EqualTo(1));
        Assert.That(outcomes.Count(outcome => outcome is UnitOutcome.Conflict), Is.EqualTo(49));
    }

    [Test]
    public async Task A_mistake_is_told_to_its_own_caller_alone()
    {
        var mistake = new Statement("""INSERT INTO "Probes" ("Nothing") VALUES (@nothing)""");
        var good = Enumerable.Range(0, 20).Select(_ => NewProbe()).ToList();

        var writes = good.Select(probe => Task.Run(() => WriteAsync(new Unit().Add(Insert, Values(probe))))).ToList();
        var bad = Enumerable.Range(0, 5).Select(_ => Task.Run(() => WriteAsync(new Unit().Add(Insert, Values(NewProbe())).Add(mistake, 1)))).ToList();

        foreach (var write in bad)
            Assert.That(async () => await write, Throws.InstanceOf<DbException>());
        Assert.That(await Task.WhenAll(writes), Is.All.EqualTo(UnitOutcome.Committed));
    }

    [Test]
    public async Task Units_that_block_each_other_are_run_again()
    {
        var (one, two) = (NewProbe(), NewProbe());
        await WriteAsync(new Unit().Add(Insert, Values(one)).Add(Insert, Values(two)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            var (first, second) = i % 2 == 0 ? (one, two) : (two, one);
            return WriteAsync(new Unit().Require(Count, i, first.Key).Require(Count, i, second.Key));
        })));

        Assert.That(outcomes, Is.All.EqualTo(UnitOutcome.Committed));
        Assert.That((await FindAsync(one.Key))!.Count, Is.EqualTo((await FindAsync(two.Key))!.Count));
    }

    [Test]
    public void Who_has_already_left_writes_nothing()
    {
        var probe = NewProbe();

        Assert.That(async () => await HotTables.WriteAsync(new Unit().Add(Insert, Values(probe)), new(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await HotTables.FindAsync(Find, Read, [probe.Key], new(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await FindAsync(probe.Key), Is.Null);
    }

    private Probe NewProbe() => new()
    {
        Key = Handle.New(TimeProvider.System.GetUtcNow()).ToKey(),
        Name = Guid.NewGuid().ToString(),
        At = 1_800_000_000_000,
        Owner = owner,
    };

    private Task<UnitOutcome> WriteAsync(Unit unit) => HotTables.WriteAsync(unit, CancellationToken.None);

    private Task<Probe?> FindAsync(byte[] key) => HotTables.FindAsync(Find, Read, [key], CancellationToken.None);

    private static Probe Read(DbDataReader row) => new()
    {
        Key = row.GetFieldValue<byte[]>(0),
        Name = row.GetString(1),
        At = row.GetInt64(2),
        UsedAt = row.IsDBNull(3) ? null : row.GetInt64(3),
        Owner = row.GetGuid(4),
        Parent = row.IsDBNull(5) ? null : row.GetGuid(5),
        Flag = row.GetBoolean(6),
        Count = row.GetInt32(7),
        Note = row.IsDBNull(8) ? null : row.GetString(8),
        Content = row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
    };
}
