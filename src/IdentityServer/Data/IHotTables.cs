using System.Data.Common;

namespace IdentityServer.Data;

/// <summary>
/// The request path's way to the tables that see every sign-in: prepared statements, no change tracker. EF Core owns
/// the same tables' schema and the operators' queries. SQLite has one implementation (one writer, shared flush), the
/// database servers another (one batch per unit).
/// </summary>
internal interface IHotTables
{
    Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
        where T : class;

    Task<List<T>> ListAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation);

    /// <summary>Returns after the unit is durable. Once begun it is finished: cancellation only leaves the queue.</summary>
    Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation);
}
