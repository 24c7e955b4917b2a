using System.Runtime.InteropServices;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.WebAuthn.Reading;

/// <summary>Members of a JSON object by name and kind; whatever does not fit throws, inside <see cref="Untrusted"/>.</summary>
internal static class JsonMembers
{
    /// <summary>One object and nothing after it, every member said once.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8) =>
        StrictJson.TryReadObject(utf8, out var json) ? json : throw new FormatException("not a strict JSON object");

    extension(JsonElement json)
    {
        public byte[] Bytes(string name) => json.GetProperty(name).DecodedBytes();

        public byte[]? OptionalBytes(string name) => json.Optional(name)?.DecodedBytes();

        public string Text(string name) => json.GetProperty(name).RequiredText();

        public string? OptionalText(string name) => json.Optional(name)?.RequiredText();

        public bool? OptionalBoolean(string name) => json.Optional(name)?.GetBoolean();

        /// <summary>A member that is there and not null: browsers write an absent member both ways.</summary>
        public JsonElement? Optional(string name) =>
            json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

        public string RequiredText() => json.GetString() ?? throw new FormatException("null where text is required");

        private byte[] DecodedBytes()
        {
            // The raw bytes still wear their quotation marks. An escape inside is no base64url and fails like any other stranger.
            if (json.ValueKind is not JsonValueKind.String)
                throw new FormatException("not text");

            return StrictBase64Url.TryDecode(JsonMarshal.GetRawUtf8Value(json)[1..^1], out var bytes)
                ? bytes
                : throw new FormatException("not base64url");
        }
    }
}
