using System.Globalization;

namespace IdentityServer.Accounts.Codes;

/// <summary>
/// Two digits and sixteen characters of Crockford's base32, 80 bits: <c>07-K7QF-2M9D-XH4T-0RWE</c>. No letter looks like a
/// digit, and whoever types one anyway is understood.
/// </summary>
internal static class RecoveryCodeText
{
    public const int PerSet = 10;

    private const int NumberLength = 2;
    private const int Length = 16;
    private const int LongestTyped = 64;

    public static string New() => Crockford.New(Length);

    public static string Format(int number, string secret) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:00}-{secret[..4]}-{secret[4..8]}-{secret[8..12]}-{secret[12..]}");

    public static bool TryParse(string? typed, out int number, out string secret)
    {
        (number, secret) = (0, "");
        if (typed is not { Length: <= LongestTyped })
            return false;

        if (Crockford.Read(typed) is not { Length: NumberLength + Length } signs
            || !int.TryParse(signs.AsSpan(0, NumberLength), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            || number is < 1 or > PerSet)
            return false;

        secret = signs[NumberLength..];
        return true;
    }
}
