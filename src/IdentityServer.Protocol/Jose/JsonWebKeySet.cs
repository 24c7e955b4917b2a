using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>RFC 7517 §5. Keys of a kind we do not know are skipped, as it asks; a set that leaks a secret is refused.</summary>
internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys)
{
    public const int MaximumKeys = 32;

    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JsonWebKeySet? set)
    {
        set = null;
        return StrictJson.TryReadObject(utf8, out var json) && TryRead(json, out set);
    }

    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out JsonWebKeySet? set)
    {
        set = null;
        if (json.ValueKind is not JsonValueKind.Object
            || !json.TryGetProperty("keys", out var members)
            || members.ValueKind is not JsonValueKind.Array
            || members.GetArrayLength() > MaximumKeys
            || members.EnumerateArray().Any(JsonWebKeyReader.HasSecretMember))
            return false;

        var keys = new List<JsonWebKey>();
        foreach (var member in members.EnumerateArray())
            if (JsonWebKeyReader.TryRead(member, out var key))
                keys.Add(key);

        set = new(keys);
        return true;
    }

    public byte[] ToJson()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var key in Keys)
                key.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
