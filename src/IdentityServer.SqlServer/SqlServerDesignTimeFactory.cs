using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IdentityServer.SqlServer;

/// <summary>For src/add-migration.sh; nothing is connected to.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<IdentityServerDbContext>
{
    public IdentityServerDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<IdentityServerDbContext>();
        new SqlServerProvider("Server=localhost;Database=design-time").Configure(options);
        return new(options.Options);
    }
}
