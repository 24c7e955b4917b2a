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

        var written = (JsonObject)Clean(details)!;
        var json = written.ToJsonString();
        if (json.Length <= MaximumLength)
            return json;

        written.Insert(0, "truncated", true);
        do
        {
            written.RemoveAt(written.Count - 1);
            json = written.ToJsonString();
        }
        while (json.Length > MaximumLength);
        return json;
    }

    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(Allowed(field.Key), Clean(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length > LongestText => text[..LongestText],
        _ => node?.DeepClone(),
    };

    private static string Allowed(string name) =>
        Forbidden.Contains(name) ? throw new ArgumentException($"The audit never records '{name}'.") : name;
}
