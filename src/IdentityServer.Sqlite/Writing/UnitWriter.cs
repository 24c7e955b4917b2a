using IdentityServer.Data;
using IdentityServer.Sqlite.Engine;

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
    private static readonly Statement Undo = new("ROLLBACK");

    private readonly object gate = new();
    private readonly Func<PreparedConnection> open;
    private readonly WriteTurn turn;
    private readonly Thread thread;

    private readonly Queue<PendingUnit> waiting = new();
    private bool disposed;
    private PreparedConnection? connection;

    public UnitWriter(Func<PreparedConnection> open, WriteTurn turn)
    {
        this.open = open;
        this.turn = turn;
        thread = new(Run) { IsBackground = true, Name = "SQLite writer" };
        thread.Start();
    }

    public Task<UnitOutcome> WriteAsync(Unit unit, CancellationToken cancellation)
    {
        // Whoever has left already must not find the writer faster than their leaving.
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<UnitOutcome>(cancellation);

        var pending = new PendingUnit(unit);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            waiting.Enqueue(pending);
            Monitor.Pulse(gate);
        }

        return pending.WaitAsync(cancellation);
    }

    /// <summary>Finishes what waits.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
        connection?.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingUnit>(MostUnits);

        while (SomethingWaits())
        {
            WriteInTurn(batch);

            foreach (var unit in batch)
                unit.Complete();
            batch.Clear();
        }
    }

    /// <summary>Sleeps until then; false at the end.</summary>
    private bool SomethingWaits()
    {
        lock (gate)
        {
            while (waiting.Count is 0 && !disposed)
                Monitor.Wait(gate);
            return waiting.Count > 0;
        }
    }

    private void WriteInTurn(List<PendingUnit> batch)
    {
        try
        {
            turn.Take();
        }
        catch (DatabaseUnavailableException fault)
        {
            Collect(batch);
            foreach (var unit in batch)
                unit.Fault = fault;
            return;
        }

        try
        {
            Collect(batch);
            if (batch is not [])
                Write(batch);
        }
        finally
        {
            turn.Give();
        }
    }

    private void Collect(List<PendingUnit> batch)
    {
        lock (gate)
        {
            while (batch.Count < MostUnits && waiting.TryDequeue(out var next))
            {
                if (next.TryBegin())
                    batch.Add(next);
            }
        }
    }

    private void Write(List<PendingUnit> batch)
    {
        try
        {
            connection ??= open();
            if (!TryTogether(connection, batch))
                WriteApart(connection, batch);
        }
        catch (Exception fault) // nothing of this batch was kept, and each of its callers hears it
        {
            foreach (var unit in batch)
                unit.Fault = SqliteFault.Translate(fault);
            connection?.Dispose();
            connection = null;
        }
    }

    // A savepoint copies each page that is changed in it, and hardly any unit fails: only where one did, each gets its own.
    private static bool TryTogether(PreparedConnection connection, List<PendingUnit> batch)
    {
        connection.Execute(Begin);
        var succeeded = batch.TrueForAll(unit => UnitRun.Try(connection, unit));
        connection.Execute(succeeded ? Commit : Undo);
        return succeeded;
    }

    private static void WriteApart(PreparedConnection connection, List<PendingUnit> batch)
    {
        connection.Execute(Begin);
        foreach (var unit in batch)
            UnitRun.Apart(connection, unit);
        connection.Execute(Commit);
    }
}
