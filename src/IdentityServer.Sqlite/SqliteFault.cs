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
}
