using System.Globalization;
using System.Text.Json;
using IdentityServer.Shared.Languages;

namespace IdentityServer.Accounts;

/// <summary>Single claims out of <see cref="Account.Claims"/>, which somebody else's system may have filled.</summary>
internal static class ClaimText
{
    public static string? Find(string claims, string name)
    {
        using var parsed = JsonDocument.Parse(claims);
        return parsed.RootElement.TryGetProperty(name, out var claim) && claim.ValueKind is JsonValueKind.String ? claim.GetString() : null;
    }

    public static TimeZoneInfo? ZoneOf(string claims) =>
        Find(claims, "zoneinfo") is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    public static CultureInfo? LanguageOf(string claims) => Language.Match(Find(claims, "locale"));
}
