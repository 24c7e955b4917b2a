using System.Data.Common;
using IdentityServer.Shared.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

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
        // Whatever fails is thrown, and told once by whoever cannot go on. Who loses a race, or looks into an empty
        // database for the first time, can.
        options.ConfigureWarnings(events => events.Log(
            (RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
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
