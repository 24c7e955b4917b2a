using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.TestKit.Databases;

/// <summary>A database of its own, with every migration applied (or still bare), removed at the end.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    private DatabaseProvider? provider;

    public abstract DatabaseKind Kind { get; }

    public abstract string ConnectionString { get; }

    /// <summary>One server instance's view of the database.</summary>
    public DatabaseProvider Provider => provider ??= NewProvider();

    public IHotTables HotTables => Provider.HotTables;

    /// <summary>For a <see cref="TestHost"/> that shall run on this database.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("IdentityServer:Database:Provider", Kind.ToString()), new("IdentityServer:Database:ConnectionString", ConnectionString)];

    public static Task<TestDatabase> CreateAsync(DatabaseKind kind, bool bare = false) => kind switch
    {
        DatabaseKind.Sqlite => SqliteTestDatabase.CreateAsync(bare),
        DatabaseKind.PostgreSql => PostgreSqlTestDatabase.CreateAsync(bare),
        _ => SqlServerTestDatabase.CreateAsync(bare),
    };

    /// <summary>Another instance's view of the same database.</summary>
    public abstract DatabaseProvider NewProvider();

    public IdentityServerDbContext NewContext() => new(Options<IdentityServerDbContext>());

    /// <summary>Lets a test bring a context with tables of its own.</summary>
    public DbContextOptions<TContext> Options<TContext>() where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Provider.Configure(options);
        return options.Options;
    }

    public async ValueTask DisposeAsync()
    {
        if (provider is not null)
            await provider.DisposeAsync();
        await RemoveAsync();
    }

    protected abstract Task RemoveAsync();

    protected async Task MigrateAsync()
    {
        await using var context = NewContext();
        await Provider.MigrateAsync(context, CancellationToken.None);
    }
}
