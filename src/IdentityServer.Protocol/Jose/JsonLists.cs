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

    /// <summary>Of a list that <see cref="WriteList"/> wrote: from its name to its end.</summary>
    public static IReadOnlyList<string> ReadList(this ref Utf8JsonReader json)
    {
        List<string> values = [];
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.String)
            values.Add(json.GetString()!);

        return values;
    }
}
