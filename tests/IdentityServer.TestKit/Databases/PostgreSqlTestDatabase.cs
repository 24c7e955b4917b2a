using IdentityServer.Data;
using IdentityServer.PostgreSql;
using Npgsql;

namespace IdentityServer.TestKit.Databases;

/// <summary>A database in the shared cluster, copied from one that was migrated once.</summary>
internal sealed class PostgreSqlTestDatabase(PostgreSqlCluster cluster, string name) : TestDatabase
{
    private static readonly Lazy<Task<string>> Migrated = new(MigrateOnceAsync);

    private readonly string name = name;

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    public override string ConnectionString => cluster.ConnectionString(name);

    public static async Task<TestDatabase> CreateAsync(bool bare) => await CopyAsync(bare ? "template1" : await Migrated.Value);

    public override DatabaseProvider NewProvider() => new PostgreSqlProvider(ConnectionString);

    protected override Task RemoveAsync() => ExecuteAsync(cluster, $"DROP DATABASE \"{name}\" WITH (FORCE)");

    private static async Task<PostgreSqlTestDatabase> CopyAsync(string template)
    {
        var cluster = await PostgreSqlCluster.Shared;
        var name = $"test-{Guid.NewGuid():N}";
        await ExecuteAsync(cluster, $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return new(cluster, name);
    }

    private static async Task<string> MigrateOnceAsync()
    {
        var database = await CopyAsync("template1");
        await database.MigrateAsync();
        await database.Provider.DisposeAsync(); // a template must have no connections
        return database.name;
    }

    private static async Task ExecuteAsync(PostgreSqlCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
