using System.Buffers;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>JSON that is written in one go, for tokens and answers.</summary>
internal static class JsonBytes
{
    public static ReadOnlyMemory<byte> Write<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
            write(json, content);

        return bytes.WrittenMemory;
    }
}
