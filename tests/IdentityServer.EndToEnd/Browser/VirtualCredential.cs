using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>A credential as the DevTools protocol exports it; byte values are standard base64.</summary>
internal sealed record VirtualCredential(string Id, bool IsDiscoverable, string? UserHandle, string? UserName, string? DisplayName, int SignCount, JsonElement Export)
{
    public static VirtualCredential Read(JsonElement credential) => new(
        credential.GetProperty("credentialId").GetString()!,
        credential.GetProperty("isResidentCredential").GetBoolean(),
        Text(credential, "userHandle"),
        Text(credential, "userName"),
        Text(credential, "userDisplayName"),
        credential.GetProperty("signCount").GetInt32(),
        credential.Clone());

    public JsonNode WithSignCount(int signCount)
    {
        var copy = JsonObject.Create(Export)!;
        copy["signCount"] = signCount;
        return copy;
    }

    private static string? Text(JsonElement credential, string name) =>
        credential.TryGetProperty(name, out var value) ? value.GetString() : null;
}
