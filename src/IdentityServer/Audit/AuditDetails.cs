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

        foreach (var (name, value) in details.ToList())
        {
            if (Forbidden.Contains(name))
                throw new ArgumentException($"The audit never records '{name}'.");
            if (value is JsonValue text && text.TryGetValue<string>(out var content) && content.Length > LongestText)
                details[name] = content[..LongestText];
        }

        return Fit(details);
    }

    private static string Fit(JsonObject details)
    {
        var json = details.ToJsonString();
        while (json.Length > MaximumLength && details.Count > 0)
        {
            details.RemoveAt(details.Count - 1);
            details.Insert(0, "truncated", true);
            json = details.ToJsonString();
        }

        return json;
    }
}
