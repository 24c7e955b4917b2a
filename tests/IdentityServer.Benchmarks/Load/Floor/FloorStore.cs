using System.Collections.Concurrent;
using System.Data.Common;
using IdentityServer.Data;
using IdentityServer.Sqlite;
using IdentityServer.Sqlite.Engine;

namespace IdentityServer.Benchmarks.Load.Floor;

/// <summary>
/// The least that durable rows cost on SQLite: readers on the caller's thread, one writer that lets those who wait share
/// a flush. No savepoints, no outcomes, no retries.
/// </summary>
internal sealed class FloorStore : IDisposable
{
    private const int MostUnits = 256;

    private readonly string connectionString;
    private readonly ConcurrentBag<PreparedConnection> readers = [];
    private readonly BlockingCollection<Waiting> queue = [];
    private readonly Thread writer;

    public FloorStore(string file)
    {
        connectionString = $"Data Source={file};Pooling=False";
        writer = new(Write) { IsBackground = true, Name = "Floor writer" };
        writer.Start();
    }

    public T? Find<T>(Statement statement, Func<DbDataReader, T> map, params ReadOnlySpan<Value> values) where T : class
    {
        if (!readers.TryTake(out var connection))
            connection = new(connectionString, SqlitePragmas.Reader);
        try
        {
            using var row = connection.Read(statement, values);
            return row.Read() ? map(row) : null;
        }
        finally
        {
            readers.Add(connection);
        }
    }

    /// <summary>Completes once the statements are on disk; tells how many rows the first one hit.</summary>
    public Task<int> WriteAsync(params (Statement Statement, Value[] Values)[] unit)
    {
        var waiting = new Waiting(unit);
        queue.Add(waiting);
        return waiting.Completion.Task;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        writer.Join();
        queue.Dispose();
        foreach (var reader in readers)
            reader.Dispose();
    }

    private void Write()
    {
        using var connection = new PreparedConnection(connectionString, SqlitePragmas.Writer);
        List<(Waiting Waiting, int Rows)> batch = [];
        while (queue.TryTake(out var next, Timeout.Infinite))
        {
            connection.Execute(FloorTables.Begin);
            do
                batch.Add((next, next.Run(connection)));
            while (batch.Count < MostUnits && queue.TryTake(out next));
            connection.Execute(FloorTables.Commit);

            foreach (var (waiting, rows) in batch)
                waiting.Completion.SetResult(rows);
            batch.Clear();
        }
    }

    private sealed class Waiting((Statement Statement, Value[] Values)[] unit)
    {
        public TaskCompletionSource<int> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Run(PreparedConnection connection)
        {
            var first = connection.Execute(unit[0].Statement, unit[0].Values);
            foreach (var (statement, values) in unit.AsSpan(1))
                connection.Execute(statement, values);
            return first;
        }
    }
}
