using IdentityServer.Data;
using IdentityServer.Sqlite.Engine;
using Microsoft.Data.Sqlite;

namespace IdentityServer.Sqlite.Writing;

/// <summary>One unit inside the writer's transaction, in a savepoint of its own: failing, it undoes itself alone.</summary>
internal static class UnitRun
{
    private static readonly Statement Savepoint = new("SAVEPOINT unit");
    private static readonly Statement Release = new("RELEASE unit");
    private static readonly Statement Undo = new("ROLLBACK TO unit");

    public static void Run(PreparedConnection connection, PendingUnit pending)
    {
        connection.Execute(Savepoint);
        try
        {
            pending.Outcome = Run(connection, pending.Unit);
        }
        catch (SqliteException fault) when (SqliteFault.Classify(fault) is DatabaseFault.Unavailable)
        {
            throw; // of the disk or the file: SQLite may have undone everything already, so it concerns the whole batch
        }
        catch (SqliteException fault) when (SqliteFault.Classify(fault) is DatabaseFault.Conflict)
        {
            pending.Outcome = UnitOutcome.Conflict;
        }
        catch (Exception fault)
        {
            pending.Fault = fault;
        }

        if (pending is not { Outcome: UnitOutcome.Committed, Fault: null })
            connection.Execute(Undo);
        connection.Execute(Release);
    }

    private static UnitOutcome Run(PreparedConnection connection, Unit unit)
    {
        foreach (var step in unit.Steps)
        {
            if (connection.Execute(step.Statement, step.Values) != 1 && step.Required)
                return UnitOutcome.Missed;
        }

        return UnitOutcome.Committed;
    }
}
