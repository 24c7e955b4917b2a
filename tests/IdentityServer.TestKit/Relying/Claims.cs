using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>How apps look into what they were given.</summary>
internal static class Claims
{
    public static string? Text(this JsonElement claims, string name) => claims.TryGetProperty(name, out var value)
        ? value.ValueKind is JsonValueKind.String ? value.GetString() : throw new DistrustException($"{name} is not a string")
        : null;

    public static long? Number(this JsonElement claims, string name) => claims.TryGetProperty(name, out var value)
        ? value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw new DistrustException($"{name} is not a whole number")
        : null;

    public static DateTimeOffset? Time(this JsonElement claims, string name) =>
        claims.Number(name) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static IReadOnlyList<string> List(this JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value))
            return [];

        DistrustException.Unless(
            value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(it => it.ValueKind is JsonValueKind.String),
            $"{name} is not an array of strings");
        return [.. value.EnumerateArray().Select(it => it.GetString()!)];
    }

    /// <summary>RFC 7519 §4.1.3: one audience may stand without its array.</summary>
    public static IReadOnlyList<string> Audience(this JsonElement claims) =>
        claims.TryGetProperty("aud", out var value) && value.ValueKind is JsonValueKind.String ? [value.GetString()!] : claims.List("aud");

    public static IEnumerable<string> Names(this JsonElement claims) => claims.EnumerateObject().Select(member => member.Name);
}
