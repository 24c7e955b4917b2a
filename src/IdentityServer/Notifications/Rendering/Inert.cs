using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IdentityServer.Notifications.Rendering;

/// <summary>
/// What somebody may have typed, on its way into somebody else's mail: one short line that no mail program takes for a
/// link. An invisible joiner behind the signs that make an address is enough, and nobody sees it.
/// </summary>
internal static partial class Inert
{
    private const int Longest = 100;
    private const char WordJoiner = '\u2060';

    public static string Text(string value)
    {
        var line = string.Concat(value.EnumerateRunes().Where(IsVisible).Take(Longest));
        return AddressSign().Replace(line, sign => $"{sign.Value}{WordJoiner}");
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // A dot between letters, an at sign, the colon of a scheme.
    [GeneratedRegex(@"(?<=\w)\.(?=\w)|@|:(?=//|\w)")]
    private static partial Regex AddressSign();
}
