using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Data;

/// <summary>
/// EF Core's own factory, made when the first context is asked for: it reads the options and compiles a constructor, and a
/// server that has just started has other things to do.
/// </summary>
internal sealed class LateContexts(IServiceProvider services) : IDbContextFactory<IdentityServerDbContext>
{
    private readonly Lazy<PooledDbContextFactory<IdentityServerDbContext>> factory = new(
        () => new(services.GetRequiredService<DbContextOptions<IdentityServerDbContext>>()));

    public IdentityServerDbContext CreateDbContext() => factory.Value.CreateDbContext();

    public Task<IdentityServerDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        factory.Value.CreateDbContextAsync(cancellationToken);
}
