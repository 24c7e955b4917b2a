using IdentityServer.Data;
using IdentityServer.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.TestKit.Databases;

/// <summary>A database of its own on the server that the environment names; there is none to install.</summary>
internal sealed class SqlServerTestDatabase : TestDatabase
{
    public const string Variable = "TEST_SQLSERVER";

    public override DatabaseKind Kind => DatabaseKind.SqlServer;

    public override string ConnectionString { get; } = new SqlConnectionStringBuilder(System.Environment.GetEnvironmentVariable(Variable))
    {
        InitialCatalog = $"test-{Guid.NewGuid():N}",
    }.ConnectionString;

    public static async Task<TestDatabase> CreateAsync(bool bare)
    {
        var database = new SqlServerTestDatabase();
        if (!bare)
            await database.MigrateAsync();
        return database;
    }

    public override DatabaseProvider NewProvider() => new SqlServerProvider(ConnectionString);

    protected override async Task RemoveAsync()
    {
        await using var provider = NewProvider();
        var options = new DbContextOptionsBuilder<IdentityServerDbContext>();
        provider.Configure(options);
        await using var context = new IdentityServerDbContext(options.Options);
        await context.Database.EnsureDeletedAsync();
    }
}
