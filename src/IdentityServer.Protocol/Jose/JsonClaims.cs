using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// A JSON object read by type. Every reader answers false for a member of another type, so that a malformed claim is
/// never mistaken for an absent one; absent is true with <see langword="null"/>.
/// </summary>
internal readonly struct JsonClaims(JsonElement members)
{
    private static readonly long LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public JsonElement Members { get; } = members;

    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonClaims claims)
    {
        var read = StrictJson.TryReadObject(utf8, out var members);
        claims = new(members);
        return read;
    }

    public bool Has(string name) => Members.TryGetProperty(name, out _);

    public bool TryGetString(string name, out string? value)
    {
        value = null;
        if (!Members.TryGetProperty(name, out var member))
            return true;

        if (member.ValueKind is not JsonValueKind.String)
            return false;

        value = member.GetString();
        return true;
    }

    /// <summary>RFC 7519 §4.1.3: one string or several.</summary>
    public bool TryGetStrings(string name, out IReadOnlyList<string>? values)
    {
        values = null;
        if (!Members.TryGetProperty(name, out var member))
            return true;

        if (member.ValueKind is JsonValueKind.String)
            values = [member.GetString()!];
        else if (member.ValueKind is JsonValueKind.Array && member.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String))
            values = [.. member.EnumerateArray().Select(item => item.GetString()!)];

        return values is not null;
    }

    public bool TryGetBoolean(string name, out bool? value)
    {
        value = null;
        if (!Members.TryGetProperty(name, out var member))
            return true;

        value = member.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        return value is not null;
    }

    /// <summary>RFC 7519 §2 NumericDate. Whole seconds from 1970 on: nobody who means well sends anything else.</summary>
    public bool TryGetTime(string name, out DateTimeOffset? value)
    {
        value = null;
        if (!Members.TryGetProperty(name, out var member))
            return true;

        if (member.ValueKind is not JsonValueKind.Number || !member.TryGetInt64(out var seconds) || seconds < 0 || seconds > LatestSecond)
            return false;

        value = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    public bool TryGetObject(string name, out JsonElement? value)
    {
        value = null;
        if (!Members.TryGetProperty(name, out var member))
            return true;

        if (member.ValueKind is JsonValueKind.Object)
            value = member;

        return value is not null;
    }
}
