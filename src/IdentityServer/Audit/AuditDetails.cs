using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace IdentityServer.Audit;

/// <summary>The last door before the table: what must never be recorded cannot pass under its own name.</summary>
internal static class AuditDetails
{
    public const int MaximumLength = 2000;
    private const int LongestText = 256;

    private static readonly FrozenSet<string> Forbidden = new[]
    {
        "challenge", "clientDataJSON", "authenticatorData", "signature", "attestationObject", "publicKey", "credentialId",
        "rawId", "userHandle", "token", "accessToken", "refreshToken", "idToken", "code", "link", "url", "cookie", "seed", "secret",
        "password", "passwordHash", "email", "userName", "ip", "address", "body",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string? Write(JsonObject? details)
    {
        if (details is null or { Count: 0 })
            return null;

        Clean(details);
        var json = details.ToJsonString();
        if (json.Length <= MaximumLength)
            return json;

        var written = (JsonObject)details.DeepClone();
        written.Insert(0, "truncated", true);
        do
        {
            written.RemoveAt(written.Count - 1);
            json = written.ToJsonString();
        }
        while (json.Length > MaximumLength);
        return json;
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonObject fields)
            foreach (var (name, value) in fields.ToArray())
                Clean(Forbidden.Contains(name) ? throw new ArgumentException($"The audit never records '{name}'.") : value);
        else if (node is JsonArray items)
            foreach (var item in items.ToArray())
                Clean(item);
        else if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > LongestText)
            node.ReplaceWith(text[..LongestText]);
    }
}
