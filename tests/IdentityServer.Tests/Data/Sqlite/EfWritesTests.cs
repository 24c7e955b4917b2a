#pragma warning disable RS0030 // A transaction as it is, without what the rooms use around it.
using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static IdentityServer.Tests.Data.ProbeStatements;

namespace IdentityServer.Tests.Data.Sqlite;

/// <summary>However EF Core's write ends, the next unit gets its turn.</summary>
internal sealed class EfWritesTests() : DatabaseFixture(DatabaseKind.Sqlite)
{
    private ProbeContext context;

    [OneTimeSetUp]
    public Task CreateTable() => ProbeContext.CreateTableAsync(Database);

    [SetUp]
    public void OpenContext() => context = new(Database.Options<ProbeContext>());

    [TearDown]
    public async Task TheWriterIsFree()
    {
        await context.DisposeAsync();
        var outcome = await HotTables.WriteAsync(new Unit().Add(Insert, Values(NewProbe())), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.That(outcome, Is.EqualTo(UnitOutcome.Committed));
    }

    [Test]
    public async Task After_a_save()
    {
        context.Add(NewProbe());
        Assert.That(await context.SaveChangesAsync(), Is.EqualTo(1));
    }

    [Test]
    public void After_a_synchronous_save()
    {
        context.Add(NewProbe());
        Assert.That(context.SaveChanges(), Is.EqualTo(1));
    }

    [Test]
    public void After_a_save_that_fails()
    {
        context.Add(NewProbe() with { Name = null! });
        Assert.That(async () => await context.SaveChangesAsync(), Throws.InstanceOf<DbUpdateException>());
    }

    [Test]
    public async Task After_a_transaction_that_is_committed()
    {
        var probe = NewProbe();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(probe);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.That(await context.Probes.CountAsync(row => row.Key == probe.Key), Is.EqualTo(1));
    }

    [Test]
    public async Task After_a_transaction_that_is_rolled_back()
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        await transaction.RollbackAsync();
    }

    [Test]
    public async Task After_a_transaction_that_is_merely_left()
    {
        var probe = NewProbe();
        await using (await context.Database.BeginTransactionAsync())
        {
            context.Add(probe);
            await context.SaveChangesAsync();
        }

        Assert.That(await context.Probes.CountAsync(row => row.Key == probe.Key), Is.Zero);
    }

    [Test]
    public async Task After_a_transaction_whose_context_is_merely_left()
    {
        await context.Database.BeginTransactionAsync();
    }

    [Test]
    public async Task After_a_transaction_on_a_connection_that_stays_open()
    {
        await context.Database.OpenConnectionAsync();
        using (context.Database.BeginTransaction())
            context.Probes.ExecuteDelete();
    }

    [Test]
    public async Task After_an_update_without_a_transaction()
    {
        await HotTables.WriteAsync(new Unit().Add(Insert, Values(NewProbe())), CancellationToken.None);

        var touched = await context.Probes.ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 5));

        Assert.That(touched, Is.Positive);
    }

    [Test]
    public void After_a_statement_that_fails() =>
        Assert.That(async () => await context.Database.ExecuteSqlRawAsync("DELETE FROM nothing"), Throws.InstanceOf<SqliteException>());

    [Test]
    public async Task After_someone_who_waited_for_the_turn_has_left()
    {
        await using var other = new ProbeContext(Database.Options<ProbeContext>());
        await using var transaction = await other.Database.BeginTransactionAsync();
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        context.Add(NewProbe());

        Assert.That(async () => await context.SaveChangesAsync(leaving.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_unit_waits_for_an_open_transaction_and_may_leave_meanwhile()
    {
        using var leaving = new CancellationTokenSource();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var (patient, impatient) = (NewProbe(), NewProbe());

        var stays = HotTables.WriteAsync(new Unit().Add(Insert, Values(patient)), CancellationToken.None);
        var leaves = HotTables.WriteAsync(new Unit().Add(Insert, Values(impatient)), leaving.Token);
        await leaving.CancelAsync();

        Assert.That(async () => await leaves, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stays.IsCompleted, Is.False);
        await transaction.CommitAsync();
        Assert.That(await stays, Is.EqualTo(UnitOutcome.Committed));
        Assert.That(await context.Probes.CountAsync(row => row.Key == impatient.Key), Is.Zero);
    }

    private static Probe NewProbe() => new()
    {
        Key = Handle.New(TimeProvider.System.GetUtcNow()).ToKey(),
        Name = Guid.NewGuid().ToString(),
    };
}
