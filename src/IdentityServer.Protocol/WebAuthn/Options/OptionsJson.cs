using System.Buffers;
using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>What both shapes of options write alike. The default encoder leaves nothing in the text that means something to HTML.</summary>
internal static class OptionsJson
{
    public const string PublicKeyType = "public-key";

    /// <summary>WebAuthn L3 §15.1 recommends five to ten minutes; people who need longer to find their key must not be hurried.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    extension(Utf8JsonWriter json)
    {
        public void WriteBytes(string name, ReadOnlySpan<byte> bytes) => json.WriteString(name, StrictBase64Url.Encode(bytes));

        public void WriteTexts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }

        public void WriteDescriptors(string name, IEnumerable<CredentialDescriptor> credentials)
        {
            json.WriteStartArray(name);
            foreach (var credential in credentials)
            {
                json.WriteStartObject();
                json.WriteString("type", PublicKeyType);
                json.WriteBytes("id", credential.Id);
                if (credential.Transports is not [])
                    json.WriteTexts("transports", credential.Transports);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
