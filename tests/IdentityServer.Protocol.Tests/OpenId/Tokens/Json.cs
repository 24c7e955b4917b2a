using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

internal static class Json
{
    public static JsonElement Of(Action<Utf8JsonWriter> write) =>
        JsonDocument.Parse(JsonBytes.Write(write, static (json, write) => write(json))).RootElement;

    public static IEnumerable<string> Names(this JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
