using System.Data.Common;
using IdentityServer.Data;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace IdentityServer.Sqlite;

internal static class SqliteFault
{
    public static DatabaseFault Classify(DbException exception) => exception switch
    {
        SqliteException { SqliteExtendedErrorCode: SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY } => DatabaseFault.Conflict,
        SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED or SQLITE_NOMEM } => DatabaseFault.Unavailable,
        SqliteException { SqliteErrorCode: SQLITE_IOERR or SQLITE_FULL or SQLITE_CANTOPEN or SQLITE_READONLY } => DatabaseFault.Unavailable,
        _ => DatabaseFault.Other,
    };

    /// <summary>What a caller hears: the typed exception of an outage, or the mistake as it is.</summary>
    public static Exception Translate(Exception exception) => exception is SqliteException fault && Classify(fault) is DatabaseFault.Unavailable
        ? new DatabaseUnavailableException($"SQLite cannot work now: {fault.Message}", fault)
        : exception;
}
