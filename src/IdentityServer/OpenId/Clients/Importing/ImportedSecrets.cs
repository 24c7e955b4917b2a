using System.Text.Json;
using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.OpenId.Clients.Importing;

/// <summary>RFC 7591 §3.2.1 knows one secret per client; a client that changes from one to another has two for a while.</summary>
internal sealed record ImportedSecret(string Value, DateTimeOffset? ExpiresAt);

internal static class ImportedSecrets
{
    public static readonly IReadOnlyList<string> Members = ["client_secret", "client_secret_expires_at", "client_secrets"];

    private const int Longest = 1024;
    private const int Short = 32;
    private const int Most = 10;

    /// <returns>Null when the entry says nothing about secrets.</returns>
    public static IReadOnlyList<ImportedSecret>? Read(JsonElement entry, List<MetadataFault> faults)
    {
        var one = entry.TryGetProperty("client_secret", out var secret) && secret.ValueKind is not JsonValueKind.Null;
        var several = entry.TryGetProperty("client_secrets", out var secrets) && secrets.ValueKind is not JsonValueKind.Null;
        if (!one && !several)
            return null;

        if (one && several)
            faults.Add(new("client_secrets", "must not stand beside client_secret"));
        else if (one)
            return ReadOne(secret, entry, "client_secret_expires_at") is { } read ? [read] : Fault("client_secret", "must be a text of 1 to 1024 characters, its expiry in seconds since 1970");
        else if (secrets.ValueKind is JsonValueKind.Array && secrets.GetArrayLength() is > 0 and <= Most)
            return ReadAll(secrets) ?? Fault("client_secrets", "must each have a value of 1 to 1024 characters, and perhaps expires_at in seconds since 1970");
        else
            faults.Add(new("client_secrets", $"must be a list of 1 to {Most} objects with value and expires_at"));

        return [];

        IReadOnlyList<ImportedSecret> Fault(string member, string sentence)
        {
            faults.Add(new(member, sentence));
            return [];
        }
    }

    public static IEnumerable<string> Notes(IReadOnlyList<ImportedSecret>? secrets)
    {
        if (secrets?.Any(secret => secret.Value.Length < Short) is true)
            yield return $"client_secret: is shorter than {Short} characters and could be guessed";
    }

    private static List<ImportedSecret>? ReadAll(JsonElement secrets)
    {
        var read = secrets.EnumerateArray()
            .Select(item => item.ValueKind is JsonValueKind.Object && item.TryGetProperty("value", out var value) ? ReadOne(value, item, "expires_at") : null)
            .ToList();
        return read.Contains(null) ? null : [.. read.OfType<ImportedSecret>()];
    }

    private static ImportedSecret? ReadOne(JsonElement value, JsonElement owner, string expiryMember)
    {
        if (value.ValueKind is not JsonValueKind.String || value.GetString() is not { Length: > 0 and <= Longest } text || text.Any(char.IsControl))
            return null;

        if (!owner.TryGetProperty(expiryMember, out var expiry) || expiry.ValueKind is JsonValueKind.Null)
            return new(text, null);

        // RFC 7591 §3.2.1: 0 is never.
        return expiry.ValueKind is JsonValueKind.Number && expiry.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? new(text, seconds is 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds)) : null;
    }
}
