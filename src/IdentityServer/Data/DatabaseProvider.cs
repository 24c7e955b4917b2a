using System.Data.Common;
using IdentityServer.Shared.Errors;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Data;

/// <summary>One kind of database: how EF Core and the hot tables talk to it, and what its errors mean. One per process.</summary>
internal abstract class DatabaseProvider : IOutageSign, IAsyncDisposable
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

    /// <summary>Also inside what EF Core wraps around it.</summary>
    public bool IsOutage(Exception exception) => exception switch
    {
        DatabaseUnavailableException => true,
        DbException fault when Classify(fault) is DatabaseFault.Unavailable => true,
        { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };

    public virtual Task MigrateAsync(IdentityServerDbContext database, CancellationToken cancellation) =>
        database.Database.MigrateAsync(cancellation);

    public abstract ValueTask DisposeAsync();

    protected abstract void Use(DbContextOptionsBuilder options);
}
