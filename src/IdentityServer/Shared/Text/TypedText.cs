using System.Text;

namespace IdentityServer.Shared.Text;

/// <summary>What came in from outside, before anything is done with it.</summary>
internal static class TypedText
{
    /// <summary>
    /// Half a pair, a NUL and what Unicode never assigns cannot be composed, nor kept by every database. Each becomes the
    /// sign for what cannot be read, so that the rest goes on as a text like any other.
    /// </summary>
    public static string Legible(this string typed) =>
        typed.Any(sign => sign is '\0' or >= '\ud800') ? string.Concat(typed.EnumerateRunes().Select(rune => IsText(rune) ? rune : Rune.ReplacementChar)) : typed;

    /// <summary>One form for what looks the same (Unicode's NFC).</summary>
    public static string Composed(this string typed) => typed.Legible().Normalize();

    private static bool IsText(Rune rune) => rune.Value is not 0 && (rune.Value & 0xfffe) is not 0xfffe;
}
