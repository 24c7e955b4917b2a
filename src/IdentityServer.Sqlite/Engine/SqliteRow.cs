using System.Text;

namespace IdentityServer.Sqlite.Engine;

/// <summary>The rows of a statement, one after the other. Disposing makes the statement ready for its next values.</summary>
internal sealed unsafe class SqliteRow(PreparedStatement source, nint statement) : SparseDataReader
{
    public override int FieldCount => SqliteEngine.ColumnCount(statement);

    public override bool Read() => source.Step();

    public override bool IsDBNull(int ordinal) => SqliteEngine.TypeOf(statement, ordinal) is ColumnType.Null;

    public override long GetInt64(int ordinal)
    {
        Demand(ordinal);
        return SqliteEngine.Number(statement, ordinal);
    }

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override Guid GetGuid(int ordinal) => Guid.Parse(Utf8(ordinal));

    public override string GetString(int ordinal) => Encoding.UTF8.GetString(Utf8(ordinal));

    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(byte[]) ? (T)(object)Bytes(ordinal) : (T)GetValue(ordinal);

    public override object GetValue(int ordinal) => SqliteEngine.TypeOf(statement, ordinal) switch
    {
        ColumnType.Number => SqliteEngine.Number(statement, ordinal),
        ColumnType.Text => GetString(ordinal),
        ColumnType.Bytes => Bytes(ordinal),
        ColumnType.Null => DBNull.Value,
        _ => throw new NotSupportedException("No column here holds fractions."),
    };

    public override void Close() => source.Reset();

    private byte[] Bytes(int ordinal)
    {
        Demand(ordinal);
        var start = SqliteEngine.Bytes(statement, ordinal);
        return new ReadOnlySpan<byte>(start, SqliteEngine.Length(statement, ordinal)).ToArray();
    }

    private ReadOnlySpan<byte> Utf8(int ordinal)
    {
        Demand(ordinal);
        var start = SqliteEngine.Text(statement, ordinal);
        return new(start, SqliteEngine.Length(statement, ordinal));
    }

    // SQLite would say 0 or "" instead.
    private void Demand(int ordinal)
    {
        if (IsDBNull(ordinal))
            throw new InvalidCastException($"Column {ordinal} is null.");
    }
}
