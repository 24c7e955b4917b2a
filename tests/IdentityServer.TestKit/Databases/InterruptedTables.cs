using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.TestKit.Databases;

/// <summary>Lets something else happen between what a unit's writer has read and the unit itself.</summary>
internal sealed class InterruptedTables(IHotTables tables) : IHotTables
{
    private Interruption? next;

    /// <summary>What was to happen has not: no unit said so.</summary>
    public bool IsWaiting => next is not null;

    /// <summary>Once, before the next unit in which a statement says this.</summary>
    public void Before(string sql, Func<Task> happens) => next = new(sql, happens);

    public Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
        where T : class => tables.FindAsync(statement, map, values, cancellation);

    public Task<List<T>> ListAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation) =>
        tables.ListAsync(statement, map, values, cancellation);

    public async Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation)
    {
        if (next is { } interruption
            && unit.Steps.Any(step => step.Statement.Sql.Contains(interruption.Sql, StringComparison.Ordinal))
            && Interlocked.CompareExchange(ref next, null, interruption) == interruption)
        {
            await interruption.Happens();
        }

        return await tables.WriteAsync(unit, cancellation);
    }

    private sealed record Interruption(string Sql, Func<Task> Happens);
}
