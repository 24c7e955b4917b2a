using System.Globalization;

namespace IdentityServer.Shared.Languages;

/// <summary>The languages this server speaks, the first of them when in doubt. A further one is a line here and its resource files.</summary>
internal static class Language
{
    public static readonly IReadOnlyList<CultureInfo> All = [new("en"), new("de")];

    public static readonly CultureInfo Default = All[0];

    /// <summary>The best we have for a tag as browsers and apps send it, de-AT for instance.</summary>
    public static CultureInfo? Match(string? tag) => tag is { Length: > 0 }
        ? All.FirstOrDefault(language => tag.Equals(language.Name, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language.Name + "-", StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>OpenID Connect Core §3.1.2.1: tags in order of preference, split by spaces.</summary>
    public static CultureInfo? Wished(string? uiLocales) => uiLocales?
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(Match)
        .FirstOrDefault(language => language is not null);
}
