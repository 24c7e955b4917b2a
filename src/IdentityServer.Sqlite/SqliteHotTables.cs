using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Sqlite.Engine;
using IdentityServer.Sqlite.Writing;
using Microsoft.Extensions.ObjectPool;

namespace IdentityServer.Sqlite;

/// <summary>Reads run at once on the caller's thread, for SQLite works in this process; writes go to the one writer.</summary>
internal sealed class SqliteHotTables : IHotTables, IDisposable
{
    private readonly ObjectPool<PreparedConnection> readers;
    private readonly UnitWriter writer;

    public SqliteHotTables(string connectionString, WriteTurn turn)
    {
        readers = new DefaultObjectPoolProvider().Create(new Readers(connectionString));
        writer = new(() => new(connectionString, SqlitePragmas.Writer), turn);
    }

    public Task<T?> FindAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation)
        where T : class => ReadAsync(statement, values, reader => reader.Read() ? map(reader) : null, cancellation);

    public Task<List<T>> ListAsync<T>(Statement statement, Func<DbDataReader, T> map, Value[] values, CancellationToken cancellation) =>
        ReadAsync(statement, values, reader =>
        {
            List<T> rows = [];
            while (reader.Read())
                rows.Add(map(reader));
            return rows;
        }, cancellation);

    public Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation) => writer.WriteAsync(unit, cancellation);

    public void Dispose()
    {
        writer.Dispose();
        (readers as IDisposable)?.Dispose();
    }

    private Task<T> ReadAsync<T>(Statement statement, Value[] values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);

        try
        {
            var connection = readers.Get();
            try
            {
                using var reader = connection.Read(statement, values);
                return Task.FromResult(read(reader));
            }
            finally
            {
                readers.Return(connection);
            }
        }
        catch (Exception fault)
        {
            return Task.FromException<T>(SqliteFault.Translate(fault));
        }
    }

    private sealed class Readers(string connectionString) : PooledObjectPolicy<PreparedConnection>
    {
        public override PreparedConnection Create() => new(connectionString, SqlitePragmas.Reader);

        public override bool Return(PreparedConnection connection) => true;
    }
}
