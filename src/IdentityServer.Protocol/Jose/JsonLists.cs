using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

internal static class JsonLists
{
    public static void WriteList(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
