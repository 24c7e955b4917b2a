using System.Collections.Concurrent;
using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.TestKit.Databases;

/// <summary>Writes down what was asked of the database, in order.</summary>
internal sealed class RecordedTables(IHotTables tables) : IHotTables
{
    private readonly ConcurrentQueue<string> statements = [];

    /// <summary>What has run since the last time this was asked.</summary>
    public List<string> Take()
    {
        List<string> taken = [.. statements];
        statements.Clear();
        return taken;
    }

    public Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
        where T : class
    {
        statements.Enqueue(statement.Sql);
        return tables.FindAsync(statement, map, values, cancellation);
    }

    public Task<List<T>> ListAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
    {
        statements.Enqueue(statement.Sql);
        return tables.ListAsync(statement, map, values, cancellation);
    }

    public Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation)
    {
        foreach (var step in unit.Steps)
            statements.Enqueue(step.Statement.Sql);
        return tables.WriteAsync(unit, cancellation);
    }
}
