using IdentityServer.Data;
using IdentityServer.Sqlite;
using Microsoft.Data.Sqlite;

namespace IdentityServer.TestKit.Databases;

internal sealed class SqliteTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateOnceAsync);

    private readonly TemporaryDirectory directory = new();

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override string ConnectionString => $"Data Source={File}";

    public string File => directory.File("identityserver.db");

    public static async Task<TestDatabase> CreateAsync(bool bare)
    {
        var database = new SqliteTestDatabase();
        if (!bare)
            await System.IO.File.WriteAllBytesAsync(database.File, await Migrated.Value);
        return database;
    }

    /// <summary>Spares a server that starts on this file its migrations.</summary>
    public static void WriteMigrated(string file)
    {
#pragma warning disable RS0030 // a server is composed synchronously
        System.IO.File.WriteAllBytes(file, Migrated.Value.GetAwaiter().GetResult());
#pragma warning restore RS0030
    }

    public override DatabaseProvider NewProvider() => new SqliteProvider(ConnectionString, directory.Path);

    protected override Task RemoveAsync()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        directory.Dispose();
        return Task.CompletedTask;
    }

    private static async Task<byte[]> MigrateOnceAsync()
    {
        await using var database = new SqliteTestDatabase();
        await database.MigrateAsync();
        SqliteConnection.ClearAllPools(); // the last connection that closes brings the log into the file
        return await System.IO.File.ReadAllBytesAsync(database.File);
    }
}
