using System.Runtime.InteropServices;
using System.Text;
using IdentityServer.Data;

namespace IdentityServer.Sqlite.Engine;

/// <summary>A statement that one connection has ready; its values are kept as EF Core keeps them.</summary>
internal sealed unsafe class PreparedStatement : IDisposable
{
    private const int GuidLength = 36;
    private const int OnStack = 512;

    private readonly PreparedConnection connection;
    private readonly nint statement;
    private readonly SqliteRow row;

    public PreparedStatement(PreparedConnection connection, Statement statement)
    {
        this.connection = connection;
        connection.Check(SqliteEngine.Prepare(connection.Handle, TextOf(statement), -1, SqliteEngine.Persistent, out this.statement, 0));
        row = new(this, this.statement);
    }

    public static string TextOf(Statement statement) => statement.In("LIMIT @most");

    public int Execute(ReadOnlySpan<Value> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
            }

            return SqliteEngine.Changes(connection.Handle);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Until the rows are disposed of, the statement is theirs.</summary>
    public SqliteRow Read(ReadOnlySpan<Value> values)
    {
        Bind(values);
        return row;
    }

    /// <summary>False after the last row.</summary>
    public bool Step() => SqliteEngine.Step(statement) switch
    {
        SqliteEngine.Row => true,
        SqliteEngine.Done => false,
        var fault => throw connection.FaultOf(fault),
    };

    // It returns once more what the last step returned.
    public void Reset() => _ = SqliteEngine.Reset(statement);

    public void Dispose() => _ = SqliteEngine.Delete(statement);

    private void Bind(ReadOnlySpan<Value> values)
    {
        // A parameter's number is its place: both count by first appearance.
        for (var i = 0; i < values.Length; i++)
            connection.Check(Bind(i + 1, values[i].Content));
    }

    private int Bind(int index, object? content) => content switch
    {
        null => SqliteEngine.BindNull(statement, index),
        string text => Bind(index, text),
        byte[] bytes => Bind(index, bytes),
        long number => SqliteEngine.BindNumber(statement, index, number),
        int number => SqliteEngine.BindNumber(statement, index, number),
        bool flag => SqliteEngine.BindNumber(statement, index, flag ? 1 : 0),
        Guid id => Bind(index, id),
        _ => throw new ArgumentException($"{content.GetType().Name} is not kept in any column."),
    };

    private int Bind(int index, byte[] bytes)
    {
        fixed (byte* start = &MemoryMarshal.GetArrayDataReference(bytes)) // never null, which would bind a null
            return SqliteEngine.BindBytes(statement, index, start, bytes.Length, SqliteEngine.Copy);
    }

    private int Bind(int index, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        return Bind(index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private int Bind(int index, Guid id)
    {
        Span<byte> utf8 = stackalloc byte[GuidLength];
        id.TryFormat(utf8, out _);
        Ascii.ToUpperInPlace(utf8, out _); // as EF Core writes it
        return Bind(index, utf8);
    }

    private int Bind(int index, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* start = &MemoryMarshal.GetReference(utf8))
            return SqliteEngine.BindText(statement, index, start, utf8.Length, SqliteEngine.Copy);
    }
}
