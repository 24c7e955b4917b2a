using System.Text.Json;

namespace IdentityServer.Protocol.OpenId.Clients.Metadata;

internal static class MetadataText
{
    /// <summary>A text that can be shown: not empty, not too long, without control characters. Null for everything else.</summary>
    public static string? Read(JsonElement json, int maximumLength) =>
        json.ValueKind is JsonValueKind.String && json.GetString() is { Length: > 0 } text
        && text.Length <= maximumLength && !text.Any(char.IsControl) ? text : null;
}
