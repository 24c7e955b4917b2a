using System.Security.Cryptography;

namespace IdentityServer.Accounts.Codes;

/// <summary>Crockford's base32, five bits a character: no letter looks like a digit, and whoever types one anyway is understood.</summary>
internal static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>Without the signs that only group; null where another is left.</summary>
    public static string? Read(string typed)
    {
        var signs = string.Concat(typed.Where(sign => sign is not ('-' or '–' or '—' or '.') && !char.IsWhiteSpace(sign)).Select(Meant));
        return signs.All(Alphabet.Contains) ? signs : null;
    }

    private static char Meant(char sign) => char.ToUpperInvariant(sign) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var upper => upper,
    };
}
