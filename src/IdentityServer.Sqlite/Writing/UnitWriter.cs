using System.Collections.Concurrent;
using IdentityServer.Data;

namespace IdentityServer.Sqlite.Writing;

/// <summary>
/// The one writer: takes the units that wait, runs them in one transaction and completes them all after its commit, so
/// that they share one flush to the disk. Under load the queue fills while the disk works, and the batches grow by themselves.
/// </summary>
internal sealed class UnitWriter : IDisposable
{
    private const int MostUnits = 256; // bounds how long the first of a batch waits for the last

    private static readonly Statement Begin = new("BEGIN IMMEDIATE");
    private static readonly Statement Commit = new("COMMIT");

    private readonly BlockingCollection<PendingUnit> queue = [];
    private readonly Func<PreparedConnection> open;
    private readonly WriteTurn turn;
    private readonly Thread thread;

    private PreparedConnection? connection;
    private bool disposed;

    public UnitWriter(Func<PreparedConnection> open, WriteTurn turn)
    {
        this.open = open;
        this.turn = turn;
        thread = new(Run) { IsBackground = true, Name = "SQLite writer" };
        thread.Start();
    }

    public Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation)
    {
        var pending = new PendingUnit(unit);
        queue.Add(pending, cancellation);
        return pending.WaitAsync(cancellation);
    }

    /// <summary>Finishes what waits.</summary>
    public void Dispose()
    {
        if (disposed)
            return;

        disposed = true;
        queue.CompleteAdding();
        thread.Join();
        connection?.Dispose();
        queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingUnit>(MostUnits);

        while (queue.TryTake(out var next, Timeout.Infinite))
        {
            WriteInTurn(next, batch);

            foreach (var unit in batch)
                unit.Complete();
            batch.Clear();
        }
    }

    private void WriteInTurn(PendingUnit first, List<PendingUnit> batch)
    {
        try
        {
            turn.Take();
        }
        catch (DatabaseUnavailableException fault)
        {
            first.Fault = fault;
            if (first.TryBegin())
                batch.Add(first);
            return;
        }

        try
        {
            Collect(first, batch);
            if (batch is not [])
                Write(batch);
        }
        finally
        {
            turn.Give();
        }
    }

    private void Collect(PendingUnit first, List<PendingUnit> batch)
    {
        for (var next = first; next is not null; next = batch.Count < MostUnits && queue.TryTake(out var another) ? another : null)
        {
            if (next.TryBegin())
                batch.Add(next);
        }
    }

    private void Write(List<PendingUnit> batch)
    {
        try
        {
            connection ??= open();
            connection.Execute(Begin);
            foreach (var unit in batch)
                UnitRun.Run(connection, unit);
            connection.Execute(Commit);
        }
        catch (Exception fault) // nothing of this batch was kept, and each of its callers hears it
        {
            foreach (var unit in batch)
                unit.Fault = SqliteFault.Translate(fault);
            connection?.Dispose();
            connection = null;
        }
    }
}
