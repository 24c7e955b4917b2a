using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// RFC 7515 §2 base64url with exactly one spelling per value: no padding, no white space, no stray bits in the last
/// character. The framework's decoder forgives all three, and a forgiven spelling is a second name for one token.
/// </summary>
internal static class StrictBase64Url
{
    private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8;

    private static readonly SearchValues<byte> Allowed = SearchValues.Create(Alphabet);

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return text is not null && Ascii.IsValid(text) && TryDecode(Encoding.ASCII.GetBytes(text), out bytes);
    }

    public static bool TryDecode(ReadOnlySpan<byte> ascii, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (!IsCanonical(ascii))
            return false;

        bytes = Base64Url.DecodeFromUtf8(ascii);
        return true;
    }

    private static bool IsCanonical(ReadOnlySpan<byte> ascii)
    {
        if (ascii.ContainsAnyExcept(Allowed))
            return false;

        return (ascii.Length % 4) switch
        {
            0 => true,
            2 => Alphabet.IndexOf(ascii[^1]) % 16 == 0,
            3 => Alphabet.IndexOf(ascii[^1]) % 4 == 0,
            _ => false,
        };
    }
}
