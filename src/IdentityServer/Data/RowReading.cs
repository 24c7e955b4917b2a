using System.Data.Common;

namespace IdentityServer.Data;

/// <summary>Columns as our types have them: instants are milliseconds, enums their names, and what is absent is null.</summary>
internal static class RowReading
{
    extension(DbDataReader row)
    {
        public DateTimeOffset GetInstant(int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

        public DateTimeOffset? GetInstantOrNull(int column) => row.IsDBNull(column) ? null : row.GetInstant(column);

        public T GetEnum<T>(int column) where T : struct, Enum => Enum.Parse<T>(row.GetString(column));

        public T? GetEnumOrNull<T>(int column) where T : struct, Enum => row.IsDBNull(column) ? null : row.GetEnum<T>(column);

        public Guid? GetGuidOrNull(int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

        public string? GetStringOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public byte[]? GetBytesOrNull(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
    }
}
