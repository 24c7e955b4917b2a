using System.Collections;
using System.Data.Common;

namespace IdentityServer.Sqlite.Engine;

/// <summary>What ADO.NET asks of a reader and no statement of the hot tables ever uses.</summary>
internal abstract class SparseDataReader : DbDataReader
{
    public override int Depth => 0;

    public override bool HasRows => throw Unused();

    public override bool IsClosed => throw Unused();

    public override int RecordsAffected => throw Unused();

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw Unused();

    public override bool NextResult() => false;

    public override byte GetByte(int ordinal) => throw Unused();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Unused();

    public override char GetChar(int ordinal) => throw Unused();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Unused();

    public override string GetDataTypeName(int ordinal) => throw Unused();

    public override DateTime GetDateTime(int ordinal) => throw Unused();

    public override decimal GetDecimal(int ordinal) => throw Unused();

    public override double GetDouble(int ordinal) => throw Unused();

    public override IEnumerator GetEnumerator() => throw Unused();

    public override Type GetFieldType(int ordinal) => throw Unused();

    public override float GetFloat(int ordinal) => throw Unused();

    public override short GetInt16(int ordinal) => throw Unused();

    public override string GetName(int ordinal) => throw Unused();

    public override int GetOrdinal(string name) => throw Unused();

    public override int GetValues(object[] values) => throw Unused();

    private static NotSupportedException Unused() => new("Hot tables are read by position, in the types their columns have.");
}
