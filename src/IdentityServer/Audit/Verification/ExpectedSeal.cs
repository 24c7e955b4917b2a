using System.Globalization;
using System.Security.Cryptography;

namespace IdentityServer.Audit.Verification;

/// <summary>A batch that somebody noted outside the database, as <c>NUMBER:HASH</c>.</summary>
internal sealed record ExpectedSeal(long Number, string Hash)
{
    public static bool TryParse(string text, out ExpectedSeal? expected)
    {
        expected = text.Split(':') is [var number, { Length: SHA256.HashSizeInBytes * 2 } hash]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            && hash.All(char.IsAsciiHexDigit)
                ? new(parsed, hash.ToLowerInvariant())
                : null;
        return expected is not null;
    }

    public override string ToString() => $"{Number}:{Hash}";
}
