using IdentityServer.Data;
using IdentityServer.PostgreSql;
using IdentityServer.Sqlite;
using IdentityServer.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityServer.Tests.Data.Migrating;

/// <summary>The conventions that keep one model true on three databases. Nothing is connected to.</summary>
internal sealed class ModelTests
{
    private static readonly IDesignTimeDbContextFactory<IdentityServerDbContext>[] Databases =
        [new SqliteDesignTimeFactory(), new PostgreSqlDesignTimeFactory(), new SqlServerDesignTimeFactory()];

    [TestCaseSource(nameof(Databases))]
    public void No_model_change_waits_for_a_migration(IDesignTimeDbContextFactory<IdentityServerDbContext> factory)
    {
        using var database = factory.CreateDbContext([]);

        Assert.That(database.Database.HasPendingModelChanges(), Is.False, "run src/add-migration.sh");
    }

    // Two who add one each at the same time may leave the later without what the earlier added: run the script anew for it.
    [TestCaseSource(nameof(Databases))]
    public void The_last_migration_knows_the_whole_model(IDesignTimeDbContextFactory<IdentityServerDbContext> factory)
    {
        using var database = factory.CreateDbContext([]);
        var migrations = database.GetService<IMigrationsAssembly>();
        var initializer = database.GetService<IModelRuntimeInitializer>();
        IRelationalModel Finished(IModel model) => initializer.Initialize(((IMutableModel)model).FinalizeModel(), designTime: true).GetRelationalModel();

        var last = migrations.CreateMigration(migrations.Migrations.Last().Value, database.Database.ProviderName!);

        Assert.That(
            database.GetService<IMigrationsModelDiffer>().GetDifferences(Finished(last.TargetModel), Finished(migrations.ModelSnapshot!.Model)).Select(it => it.GetType().Name),
            Is.Empty);
    }

    [TestCaseSource(nameof(Databases))]
    public void Every_text_has_a_length(IDesignTimeDbContextFactory<IdentityServerDbContext> factory) =>
        Assert.That(Properties(factory).Where(IsEndlessText).Select(Name), Is.Empty);

    [TestCaseSource(nameof(Databases))]
    public void Every_instant_is_kept_in_milliseconds(IDesignTimeDbContextFactory<IdentityServerDbContext> factory)
    {
        var instants = Properties(factory).Where(property => property.ClrType.IsAssignableTo(typeof(DateTimeOffset?)) || property.ClrType.IsAssignableTo(typeof(DateTime?))).ToList();

        Assert.That(instants, Is.Not.Empty);
        Assert.That(instants.Where(property => property.GetTypeMapping().Converter?.ProviderClrType != typeof(long)).Select(Name), Is.Empty);
    }

    [TestCaseSource(nameof(Databases))]
    public void Every_enumeration_is_kept_as_text(IDesignTimeDbContextFactory<IdentityServerDbContext> factory) =>
        Assert.That(
            Properties(factory)
                .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
                .Where(property => property.GetTypeMapping().Converter?.ProviderClrType != typeof(string))
                .Select(Name),
            Is.Empty);

    // SQL Server adds "IS NOT NULL" to a unique index over a nullable column by itself: that is how the others behave.
    [TestCaseSource(nameof(Databases))]
    public void No_index_is_filtered(IDesignTimeDbContextFactory<IdentityServerDbContext> factory) =>
        Assert.That(
            Entities(factory).SelectMany(entity => entity.GetIndexes())
                .Where(index => index.GetFilter() is { } filter && !(index.IsUnique && filter.EndsWith("IS NOT NULL", StringComparison.Ordinal)))
                .Select(index => index.GetDatabaseName()),
            Is.Empty);

    [Test]
    public void No_key_is_longer_than_SQL_Server_allows()
    {
        var entities = Entities(new SqlServerDesignTimeFactory()).ToList();

        Assert.That(entities.Where(entity => Bytes(entity.FindPrimaryKey()!.Properties) > 900).Select(entity => entity.GetTableName()), Is.Empty);
        Assert.That(entities.SelectMany(entity => entity.GetIndexes()).Where(index => Bytes(index.Properties) > 1700).Select(index => index.GetDatabaseName()), Is.Empty);
    }

    private static IEnumerable<IEntityType> Entities(IDesignTimeDbContextFactory<IdentityServerDbContext> factory)
    {
        using var database = factory.CreateDbContext([]);
        return [.. database.GetService<IDesignTimeModel>().Model.GetEntityTypes()];
    }

    private static IEnumerable<IProperty> Properties(IDesignTimeDbContextFactory<IdentityServerDbContext> factory) =>
        Entities(factory).SelectMany(entity => entity.GetProperties());

    private static bool IsEndlessText(IProperty property) =>
        (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string) && property.GetMaxLength() is null;

    private static string Name(IProperty property) => $"{property.DeclaringType.ShortName()}.{property.Name}";

    private static int Bytes(IReadOnlyList<IProperty> properties) => properties.Sum(property =>
        (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) switch
        {
            var type when type == typeof(string) => 2 * property.GetMaxLength() ?? 8000,
            var type when type == typeof(byte[]) => property.GetMaxLength() ?? 8000,
            _ => 16,
        });
}
