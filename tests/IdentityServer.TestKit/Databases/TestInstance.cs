using IdentityServer.Data;
using IdentityServer.Data.Migrating;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityServer.TestKit.Databases;

/// <summary>One server instance's way to a database that it may share with others.</summary>
internal sealed class TestInstance(DatabaseProvider provider) : IDbContextFactory<IdentityServerDbContext>, IAsyncDisposable
{
    private readonly DbContextOptions<IdentityServerDbContext> options = OptionsOf(provider);

    public DatabaseProvider Provider => provider;

    public Schema Schema => new(provider, this);

    public SchemaGate Gate(string environment) =>
        new(Schema, provider, new HostingEnvironment { EnvironmentName = environment }, NullLogger<SchemaGate>.Instance);

    public IdentityServerDbContext CreateDbContext() => new(options);

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private static DbContextOptions<IdentityServerDbContext> OptionsOf(DatabaseProvider provider)
    {
        var options = new DbContextOptionsBuilder<IdentityServerDbContext>();
        provider.Configure(options);
        return options.Options;
    }
}
