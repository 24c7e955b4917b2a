using System.Diagnostics;
using IdentityServer.Sqlite;
using IdentityServer.Sqlite.Engine;

namespace IdentityServer.Benchmarks.Writing;

/// <summary>
/// What one thread reaches that always finds the same number of rows waiting, hands nothing over and protects nobody's
/// row from his neighbour's mistake.
/// </summary>
internal static class GroupCommitLimit
{
    private static readonly Data.Statement Begin = new("BEGIN IMMEDIATE");
    private static readonly Data.Statement Commit = new("COMMIT");

    public static double RowsPerSecond(string file, int group, TimeSpan duration)
    {
        using var connection = new PreparedConnection($"Data Source={file};Pooling=False", SqlitePragmas.Writer);
        var rows = 0;
        var start = Stopwatch.GetTimestamp();

        for (; Stopwatch.GetElapsedTime(start) < duration; rows += group)
        {
            connection.Execute(Begin);
            for (var i = 0; i < group; i++)
                connection.Execute(TicketTable.Insert, TicketTable.NewRow());
            connection.Execute(Commit);
        }

        return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
