using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.TestKit.Databases;

/// <summary>For the classes that make contexts themselves, because they live as long as the server.</summary>
internal sealed class ContextFactory(TestDatabase database) : IDbContextFactory<IdentityServerDbContext>
{
    /// <summary>As if the database could not be reached.</summary>
    public bool IsDown { get; set; }

    public IdentityServerDbContext CreateDbContext() => IsDown ? throw new DatabaseUnavailableException("The database is down.", inner: null) : database.NewContext();
}
