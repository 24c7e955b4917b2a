using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Data;

/// <summary>One kind of database: how EF Core and the hot tables talk to it, and what its errors mean. One per process.</summary>
internal abstract class DatabaseProvider : IAsyncDisposable
{
    /// <summary>For the operator's log: engine, version, place; never a password.</summary>
    public abstract string Description { get; }

    /// <summary>Lives in this process and belongs to it alone.</summary>
    public virtual bool IsEmbedded => false;

    public abstract IHotTables HotTables { get; }

    public void Configure(DbContextOptionsBuilder options)
    {
        Use(options);
        options.AddInterceptors(new UniqueConflictException.Interceptor(this));
    }

    public abstract DatabaseFault Classify(DbException exception);

    public virtual Task MigrateAsync(IdentityServerDbContext database, CancellationToken cancellation) =>
        database.Database.MigrateAsync(cancellation);

    public abstract ValueTask DisposeAsync();

    protected abstract void Use(DbContextOptionsBuilder options);
}
