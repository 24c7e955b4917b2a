using IdentityServer.Data;
using IdentityServer.Sqlite.Engine;
using Microsoft.Data.Sqlite;

namespace IdentityServer.Sqlite.Writing;

/// <summary>One unit inside the writer's transaction.</summary>
internal static class UnitRun
{
    private static readonly Statement Savepoint = new("SAVEPOINT unit");
    private static readonly Statement Release = new("RELEASE unit");
    private static readonly Statement Undo = new("ROLLBACK TO unit");

    /// <summary>In a savepoint of its own: failing, it undoes itself alone.</summary>
    public static void Apart(PreparedConnection connection, PendingUnit pending)
    {
        connection.Execute(Savepoint);
        if (!Try(connection, pending))
            connection.Execute(Undo);
        connection.Execute(Release);
    }

    /// <summary>False where it failed: what it did before is still there.</summary>
    public static bool Try(PreparedConnection connection, PendingUnit pending)
    {
        pending.Fault = null;
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

        return pending is { Outcome: UnitOutcome.Committed, Fault: null };
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
