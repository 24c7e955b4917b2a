using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IdentityServer.Sqlite;

/// <summary>For src/add-migration.sh.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<IdentityServerDbContext>
{
    public IdentityServerDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<IdentityServerDbContext>();
        new SqliteProvider("Data Source=design-time.db", Path.GetTempPath()).Configure(options);
        return new(options.Options);
    }
}
