using System.Runtime.InteropServices;

namespace IdentityServer.Sqlite.Engine;

/// <summary>
/// The few functions of SQLite that a prepared statement needs. The hot tables call them themselves: the driver looks up
/// each parameter by its name, makes a reader per statement and guards every column of every row against threads that are not there.
/// </summary>
/// <remarks>What returns at once, without the disk and without a lock, says so to the runtime (SuppressGCTransition).</remarks>
internal static unsafe partial class SqliteEngine
{
    /// <summary>What <see cref="NativeSqlite"/> chose.</summary>
    private const string Library = NativeSqlite.Bundled;

    public const int Ok = 0;
    public const int Row = 100;
    public const int Done = 101;

    /// <summary>SQLITE_OPEN_READWRITE, CREATE and NOMUTEX: a connection is one thread's at a time.</summary>
    public const int OpenFlags = 0x2 | 0x4 | 0x8000;

    /// <summary>SQLITE_PREPARE_PERSISTENT.</summary>
    public const uint Persistent = 1;

    /// <summary>SQLITE_TRANSIENT: the value is copied.</summary>
    public const nint Copy = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string file, out nint connection, int flags, nint fileSystem);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint connection);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(nint connection, string sql, nint callback, nint context, nint error);

    [LibraryImport(Library, EntryPoint = "sqlite3_busy_timeout")]
    public static partial int SetPatience(nint connection, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sqlite3_extended_result_codes")]
    public static partial int TellExactly(nint connection, int yes);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    public static partial byte* LastError(nint connection);

    [LibraryImport(Library, EntryPoint = "sqlite3_changes"), SuppressGCTransition]
    public static partial int Changes(nint connection);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v3", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Prepare(nint connection, string sql, int length, uint flags, out nint statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    public static partial int Delete(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindNumber(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static partial int BindText(nint statement, int index, byte* text, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob"), SuppressGCTransition]
    public static partial int BindBytes(nint statement, int index, byte* bytes, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_count"), SuppressGCTransition]
    public static partial int ColumnCount(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial ColumnType TypeOf(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Number(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    public static partial byte* Text(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial byte* Bytes(nint statement, int column);

    /// <summary>To be asked after the value itself, which may have to be converted first.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int Length(nint statement, int column);
}

internal enum ColumnType
{
    Number = 1,
    Real = 2,
    Text = 3,
    Bytes = 4,
    Null = 5,
}
