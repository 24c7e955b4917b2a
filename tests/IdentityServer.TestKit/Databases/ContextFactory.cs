using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.TestKit.Databases;

/// <summary>For the classes that make contexts themselves, because they live as long as the server.</summary>
internal sealed class ContextFactory(TestDatabase database) : IDbContextFactory<IdentityServerDbContext>
{
    public IdentityServerDbContext CreateDbContext() => database.NewContext();
}
