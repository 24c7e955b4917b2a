using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IdentityServer.PostgreSql;

/// <summary>For src/add-migration.sh; nothing is connected to.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<IdentityServerDbContext>
{
    public IdentityServerDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<IdentityServerDbContext>();
        new PostgreSqlProvider("Host=localhost;Database=design-time").Configure(options);
        return new(options.Options);
    }
}
