using System.Buffers;
using System.Text.Json;

namespace IdentityServer.Protocol.OpenId.Discovery;

/// <summary>RFC 9728 §2</summary>
internal static class ProtectedResourceDocument
{
    public static byte[] Write(Provider provider)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("resource", provider.Issuer);
            WriteList(json, "authorization_servers", [provider.Issuer]);
            WriteList(json, "bearer_methods_supported", ["header", "body"]);
            WriteList(json, "scopes_supported", provider.Catalog.Identity.Select(scope => scope.Name));
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
