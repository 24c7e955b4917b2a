using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Data;

/// <summary>One kind of database: how EF Core talks to it, and what its errors mean. Made once per process.</summary>
internal abstract class DatabaseProvider
{
    /// <summary>For the operator's log: engine, version, place; never a password.</summary>
    public abstract string Description { get; }

    public abstract void Configure(DbContextOptionsBuilder options);
}
