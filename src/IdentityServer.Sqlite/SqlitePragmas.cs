using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdentityServer.Sqlite;

/// <summary>What is acknowledged is on disk: engines differ in the default they were built with, so every connection says it.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>The journal mode stays with the file; the rest belongs to the connection.</summary>
    public const string Writer = "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    public const string Reader = "PRAGMA query_only = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData); // SQLite has no asynchronous side
        return Task.CompletedTask;
    }
}
