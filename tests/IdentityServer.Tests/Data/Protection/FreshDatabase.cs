using IdentityServer.Data;
using IdentityServer.Sqlite;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Data.Protection;

internal sealed class FreshDatabase : IDbContextFactory<IdentityServerDbContext>, IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly DbContextOptions<IdentityServerDbContext> options;

    public FreshDatabase()
    {
        var builder = new DbContextOptionsBuilder<IdentityServerDbContext>();
        new SqliteProvider("Data Source=test.db;Pooling=False", directory.Path).Configure(builder);
        options = builder.Options;

        using var database = CreateDbContext();
        database.Database.Migrate();
    }

    public IdentityServerDbContext CreateDbContext() => new(options);

    public void Dispose() => directory.Dispose();
}
