using IdentityServer.Sqlite;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityServer.Tests.Data.Migrating;

internal sealed class SqliteMigrationTests
{
    private TemporaryDirectory directory;
    private TestInstance instance;

    private string Path => directory.File("data/identityserver.db");

    [SetUp]
    public void CreateInstance()
    {
        directory = new();
        instance = new(new SqliteProvider("", directory.File("data")));
    }

    [TearDown]
    public async Task RemoveInstance()
    {
        await instance.DisposeAsync();
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    // SQLite can only do that outside of a transaction: cut off in the middle it stays half done.
    [Test]
    public void No_migration_builds_a_table_anew()
    {
        using var database = new SqliteDesignTimeFactory().CreateDbContext([]);
        var script = database.GetService<IMigrator>().GenerateScript();

        Assert.That(script, Does.Contain("CREATE TABLE \"Consents\"").And.Not.Contain("ef_temp_").And.Not.Contain("foreign_keys = 0"));
    }

    [Test]
    public async Task A_lock_that_a_killed_process_left_behind_does_not_stop_the_next()
    {
        await ExecuteAsync("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00+00:00');
            """);

        await instance.Schema.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(await instance.Schema.FindPendingAsync(CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task The_file_is_written_ahead_and_belongs_to_its_owner_alone()
    {
        await instance.Schema.MigrateAsync(CancellationToken.None);

        Assert.That(await ExecuteAsync("PRAGMA journal_mode"), Is.EqualTo("wal"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(File.GetUnixFileMode(directory.File("data")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    [Test]
    public async Task EF_Core_writes_through_and_keeps_foreign_keys()
    {
        await instance.Schema.MigrateAsync(CancellationToken.None);
        await using var context = instance.CreateDbContext();
        await context.Database.OpenConnectionAsync();
        var connection = context.Database.GetDbConnection();

        await using var synchronous = connection.CreateCommand();
        synchronous.CommandText = "PRAGMA synchronous";
        await using var foreignKeys = connection.CreateCommand();
        foreignKeys.CommandText = "PRAGMA foreign_keys";

        Assert.That(await synchronous.ExecuteScalarAsync(), Is.EqualTo(2), "FULL");
        Assert.That(await foreignKeys.ExecuteScalarAsync(), Is.EqualTo(1));
    }

    [Test]
    public void The_newer_engine_runs_and_says_so() =>
        Assert.That(instance.Provider.Description, Does.Match(@"^SQLite 3\.\d+\.\d+ \((operating system|bundled)\), .*identityserver\.db$"));

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
