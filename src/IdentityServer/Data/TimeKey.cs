using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Data;

/// <summary>
/// The primary key of what is known by something secret, or long: 8 bytes of time, so that new rows land at the end of the
/// index and old ones go by range, then 24 of SHA-256.
/// </summary>
internal static class TimeKey
{
    public const int Length = 32;

    public const int TimeLength = 8;

    public static byte[] Of(DateTimeOffset time, string content) => Of(time.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(content));

    public static byte[] Of(long milliseconds, ReadOnlySpan<byte> content)
    {
        var key = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(key, milliseconds);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        hash[..(Length - TimeLength)].CopyTo(key.AsSpan(TimeLength));
        return key;
    }

    /// <summary>The instant in the key of a row.</summary>
    public static DateTimeOffset TimeOf(ReadOnlySpan<byte> key) => DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(key));

    /// <summary>No row of a time before this instant has a key that is as great.</summary>
    public static byte[] FirstAt(DateTimeOffset instant)
    {
        var key = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(key, instant.ToUnixTimeMilliseconds());
        return key;
    }
}
