using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.TestKit.Databases;

/// <summary>One instance's way to the database, which the test can cut.</summary>
internal sealed class FailingTables(IHotTables tables) : IHotTables
{
    public bool IsDown { get; set; }

    private IHotTables Tables => IsDown ? throw new DatabaseUnavailableException("The database is down.", inner: null) : tables;

    public async Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
        where T : class => await Tables.FindAsync(statement, map, values, cancellation);

    public async Task<List<T>> ListAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation) =>
        await Tables.ListAsync(statement, map, values, cancellation);

    public async Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation) => await Tables.WriteAsync(unit, cancellation);
}
