using System.Buffers;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>JSON that is written in one go, for tokens and answers. Every thread keeps what it writes with.</summary>
internal static class JsonBytes
{
    private const int LargestKept = 16 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? kept;

    public static byte[] Write<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        var (bytes, json) = kept ?? New();
        kept = null; // whoever writes JSON while writing JSON, and whoever fails, leaves this one alone

        write(json, content);
        json.Flush();
        var written = bytes.WrittenSpan.ToArray();

        bytes.Clear();
        json.Reset();
        if (bytes.Capacity <= LargestKept)
            kept = (bytes, json);
        return written;
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) New()
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        return (bytes, new(bytes));
    }
}
