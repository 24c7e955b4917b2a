using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace IdentityServer.Protocol.WebAuthn.Authenticators;

/// <summary>The names people give their passkeys: short, visible, and not able to rearrange the text around them.</summary>
internal static class PasskeyName
{
    public const int MaximumLength = 64;

    // Nothing longer is looked at.
    private const int MaximumUnits = 1024;

    // Both belong to the spelling of languages and of composed emoji.
    private const int ZeroWidthNonJoiner = 0x200c;
    private const int ZeroWidthJoiner = 0x200d;

    public static bool TryRead(string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;

        // Half a character reads as the replacement character, which nobody means as a name either.
        if (text is null or { Length: > MaximumUnits } || text.EnumerateRunes().Contains(Rune.ReplacementChar))
            return false;

        var trimmed = text.Trim().Normalize(NormalizationForm.FormC);
        var runes = trimmed.EnumerateRunes().ToArray();
        if (runes.Length is 0 or > MaximumLength || !runes.All(IsAllowed) || !runes.Any(IsVisible))
            return false;

        name = trimmed;
        return true;
    }

    /// <summary>Names with equal keys look the same to a person who reads quickly; one account has each only once.</summary>
    public static string KeyOf(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    /// <summary>The wanted name, or the first of "wanted (2)", "wanted (3)", … that the account does not have yet.</summary>
    public static string Unused(string wanted, IEnumerable<string> taken)
    {
        var keys = taken.Select(KeyOf).ToHashSet(StringComparer.Ordinal);

        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            var candidate = Shortened(wanted, MaximumLength - suffix.Length) + suffix;
            if (!keys.Contains(KeyOf(candidate)))
                return candidate;
        }
    }

    private static string Shortened(string name, int length) =>
        string.Concat(name.EnumerateRunes().Take(length).Select(rune => rune.ToString())).TrimEnd();

    // Format characters are the bidirectional controls and other invisible machinery; lone ones have no business here.
    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner,
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        _ => true,
    };

    private static bool IsVisible(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune) || Rune.IsPunctuation(rune);
}
