using System.Data;

namespace IdentityServer.Data;

/// <summary>A statement's parameter. The type survives a null, which PostgreSQL and SQL Server insist on.</summary>
internal readonly record struct Value(DbType Type, object? Content)
{
    public static implicit operator Value(byte[]? bytes) => new(DbType.Binary, bytes);
    public static implicit operator Value(string? text) => new(DbType.String, text);
    public static implicit operator Value(long number) => new(DbType.Int64, number);
    public static implicit operator Value(long? number) => new(DbType.Int64, number);
    public static implicit operator Value(int number) => new(DbType.Int32, number);
    public static implicit operator Value(int? number) => new(DbType.Int32, number);
    public static implicit operator Value(bool flag) => new(DbType.Boolean, flag);
    public static implicit operator Value(bool? flag) => new(DbType.Boolean, flag);
    public static implicit operator Value(Guid id) => new(DbType.Guid, id);
    public static implicit operator Value(Guid? id) => new(DbType.Guid, id);
    public static implicit operator Value(Handle handle) => new(DbType.Binary, handle.ToKey());
    public static implicit operator Value(DateTimeOffset instant) => new(DbType.Int64, instant.ToUnixTimeMilliseconds());
    public static implicit operator Value(DateTimeOffset? instant) => new(DbType.Int64, instant?.ToUnixTimeMilliseconds());
    public static implicit operator Value(Enum? member) => new(DbType.String, member?.ToString());
}
