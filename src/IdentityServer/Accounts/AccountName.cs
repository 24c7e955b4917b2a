using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using IdentityServer.Shared.Text;

namespace IdentityServer.Accounts;

/// <summary>What a person types to say who they are: a user name or an e-mail address.</summary>
internal static class AccountName
{
    public const int MaxLength = 256;

    /// <summary>The form names are looked up in; the same as Identity's own, so that either finds what the other wrote.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? Normalize(string? name) => name?.Composed().ToUpperInvariant();

    /// <summary>
    /// Letters, digits and the few signs that survive being read aloud; no invisible or direction-changing characters, and
    /// no @: nobody may be called what looks like somebody else's address.
    /// </summary>
    public static bool IsUserName(string? name) => name is { Length: >= 1 and <= 64 } && name == name.Trim() && name.EnumerateRunes().All(IsUserNameRune);

    /// <summary>Enough to tell an address from a slip; that it can be reached is proven by a mail.</summary>
    public static bool IsEmail(string? text) =>
        text is { Length: >= 3 and <= MaxLength }
        && text.IndexOf('@') is > 0 and var at
        && text.LastIndexOf('@') == at
        && at < text.Length - 1
        && text.All(character => !char.IsWhiteSpace(character) && !char.IsControl(character) && character is not ('<' or '>' or ',' or ';' or '"'));

    private static bool IsUserNameRune(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || rune.Value is '.' or '_' or '-' or '+'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
