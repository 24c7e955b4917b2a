using System.Runtime.InteropServices;
using IdentityServer.Data;
using Microsoft.Data.Sqlite;

namespace IdentityServer.Sqlite.Engine;

/// <summary>A connection that keeps every statement it has seen prepared. For one thread at a time.</summary>
internal sealed unsafe class PreparedConnection : IDisposable
{
    private readonly Dictionary<Statement, PreparedStatement> statements = [];
    private nint handle;

    public PreparedConnection(string connectionString, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        try
        {
            Check(SqliteEngine.Open(settings.DataSource, out handle, SqliteEngine.OpenFlags, 0));
            Check(SqliteEngine.TellExactly(handle, 1));
            Check(SqliteEngine.SetPatience(handle, settings.DefaultTimeout * 1000));
            Check(SqliteEngine.Execute(handle, pragmas, 0, 0, 0));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public nint Handle => handle;

    /// <summary>How many rows were changed, if it is a statement that changes rows.</summary>
    public int Execute(Statement statement, params ReadOnlySpan<Value> values) => Find(statement).Execute(values);

    public SqliteRow Read(Statement statement, ReadOnlySpan<Value> values) => Find(statement).Read(values);

    public void Check(int result)
    {
        if (result != SqliteEngine.Ok)
            throw FaultOf(result);
    }

    public SqliteException FaultOf(int result) =>
        new($"SQLite error {result}: {Marshal.PtrToStringUTF8((nint)SqliteEngine.LastError(handle))}", result & 0xFF, result);

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();

        _ = SqliteEngine.Close(handle); // of 0 does nothing
        handle = 0;
    }

    private PreparedStatement Find(Statement statement)
    {
        if (!statements.TryGetValue(statement, out var prepared))
            statements[statement] = prepared = new(this, statement);

        return prepared;
    }
}
