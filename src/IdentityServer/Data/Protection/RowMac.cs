using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Data.Protection;

/// <summary>
/// Binds the fields of a row that decide about access: whoever can only write to the database can neither add such a
/// row nor change one. The hash is <see cref="MasterKey.Hash"/> for a purpose that names the table.
/// </summary>
internal static class RowMac
{
    public static byte[] Compute(KeyedHash hash, params ReadOnlySpan<Value> fields) => hash.Of(Encode(fields));

    public static byte[] Compute(byte[] key, params ReadOnlySpan<Value> fields) => HMACSHA256.HashData(key, Encode(fields));

    public static bool Matches(byte[] mac, KeyedHash hash, params ReadOnlySpan<Value> fields) =>
        CryptographicOperations.FixedTimeEquals(mac, Compute(hash, fields));

    private static ReadOnlySpan<byte> Encode(ReadOnlySpan<Value> fields)
    {
        var row = new ArrayBufferWriter<byte>(512);
        foreach (var field in fields)
            Append(row, field);

        return row.WrittenSpan;
    }

    // Type and length lead each field, so that no two rows share one encoding; -1 is null.
    private static void Append(ArrayBufferWriter<byte> row, Value field)
    {
        var content = Encode(field.Content);
        var head = row.GetSpan(5);
        head[0] = (byte)field.Type;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], content?.Length ?? -1);
        row.Advance(5);
        row.Write(content);
    }

    private static byte[]? Encode(object? content) => content switch
    {
        null => null,
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        long number => BigEndian(number),
        int number => BigEndian(number),
        bool flag => [flag ? (byte)1 : (byte)0],
        Guid id => id.ToByteArray(bigEndian: true),
        _ => throw new ArgumentException($"{content.GetType().Name} has no encoding here."),
    };

    private static byte[] BigEndian(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
