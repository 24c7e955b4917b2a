using IdentityServer.Data.Migrating;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityServer.Tests.Data.Migrating;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class SchemaTests(DatabaseKind kind)
{
    private TestDatabase database;

    [SetUp]
    public async Task CreateBareDatabase()
    {
        EveryDatabase.SkipUnlessThere(kind);
        database = await TestDatabase.CreateAsync(kind, bare: true);
    }

    [TearDown]
    public async Task RemoveDatabase()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    [Test]
    public async Task An_empty_database_gets_every_migration()
    {
        await using var instance = new TestInstance(database.NewProvider());

        await instance.Schema.MigrateAsync(CancellationToken.None);

        Assert.That(await instance.Schema.FindPendingAsync(CancellationToken.None), Is.Empty);
        Assert.That(await CountAppliedAsync(), Is.EqualTo(KnownMigrations().Length).And.GreaterThan(1));
    }

    [Test]
    public async Task The_previous_schema_is_brought_up_to_date()
    {
        await using var instance = new TestInstance(database.NewProvider());
        await using (var context = instance.CreateDbContext())
            await context.GetService<IMigrator>().MigrateAsync(KnownMigrations()[^2]);

        Assert.That(await instance.Schema.FindPendingAsync(CancellationToken.None), Is.EqualTo(KnownMigrations()[^1..]));
        await instance.Schema.MigrateAsync(CancellationToken.None);

        Assert.That(await instance.Schema.FindPendingAsync(CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Whatever_is_in_a_database_comes_along_from_every_schema_to_the_next()
    {
        await using var context = database.NewContext();
        var rows = new SampleRows(context);

        foreach (var migration in KnownMigrations())
        {
            await context.GetService<IMigrator>().MigrateAsync(migration);
            await rows.FillAsync(migration);
        }

        Assert.That(await rows.FindDamagedAsync(KnownMigrations()[^1]), Is.Empty);
    }

    [Test]
    public async Task Everything_is_pending_on_an_empty_database()
    {
        await using var instance = new TestInstance(database.NewProvider());

        Assert.That(await instance.Schema.FindPendingAsync(CancellationToken.None), Is.EqualTo(KnownMigrations()));
    }

    [Test]
    public async Task Instances_that_start_together_migrate_once()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => new TestInstance(database.NewProvider())).ToList();

        await Task.WhenAll(instances.Select(instance => Task.Run(() => instance.Gate("Development").PassAsync(CancellationToken.None))));

        Assert.That(await CountAppliedAsync(), Is.EqualTo(KnownMigrations().Length));
        foreach (var instance in instances)
            await instance.DisposeAsync();
    }

    [Test]
    public async Task Instances_that_start_together_may_even_find_no_database()
    {
        await database.DisposeAsync();
        var instances = Enumerable.Range(0, 4).Select(_ => new TestInstance(database.NewProvider())).ToList();

        await Task.WhenAll(instances.Select(instance => Task.Run(() => instance.Gate("Development").PassAsync(CancellationToken.None))));

        Assert.That(await instances[0].Schema.FindPendingAsync(CancellationToken.None), Is.Empty);
        foreach (var instance in instances)
            await instance.DisposeAsync();
    }

    [Test]
    public async Task A_shared_database_in_production_is_not_changed_without_being_asked()
    {
        await using var instance = new TestInstance(database.NewProvider());
        var start = () => instance.Gate("Production").StartingAsync(CancellationToken.None);

        if (instance.Provider.IsEmbedded)
            Assert.That(start, Throws.Nothing);
        else
            Assert.That(start, Throws.TypeOf<SchemaBehindException>().With.Message.Contains("migrate").And.Message.Contains(KnownMigrations()[0]));

        Assert.That(await instance.Schema.FindPendingAsync(CancellationToken.None), Has.Count.EqualTo(instance.Provider.IsEmbedded ? 0 : KnownMigrations().Length));
    }

    private string[] KnownMigrations()
    {
        using var context = database.NewContext();
        return [.. context.Database.GetMigrations()];
    }

    private async Task<int> CountAppliedAsync()
    {
        await using var context = database.NewContext();
        return (await context.Database.GetAppliedMigrationsAsync()).Count();
    }
}
