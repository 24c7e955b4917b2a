using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.Data.Protection;

/// <summary>
/// Binds the fields of a row that decide about access: whoever can only write to the database can neither add such a
/// row nor change one. The key is <see cref="MasterKey.Derive"/> for a purpose that names the table.
/// </summary>
internal static class RowMac
{
    public static byte[] Compute(byte[] key, params ReadOnlySpan<Value> fields)
    {
        var row = new ArrayBufferWriter<byte>(256);
        foreach (var field in fields)
            Append(row, field);

        return HMACSHA256.HashData(key, row.WrittenSpan);
    }

    public static bool Matches(byte[] mac, byte[] key, params ReadOnlySpan<Value> fields) =>
        CryptographicOperations.FixedTimeEquals(mac, Compute(key, fields));

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
