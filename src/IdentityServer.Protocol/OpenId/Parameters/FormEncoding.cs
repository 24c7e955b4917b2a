using System.Buffers;
using System.Globalization;
using System.Text;

namespace IdentityServer.Protocol.OpenId.Parameters;

/// <summary>application/x-www-form-urlencoded, strictly: a broken escape or broken UTF-8 is nothing, not a guess.</summary>
internal static class FormEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What stands for itself: ASCII, but for the two that stand for something else.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Select(code => (char)code).Where(letter => letter is not ('%' or '+'))]);

    public static string Encode(string text) => Uri.EscapeDataString(text);

    public static string? Decode(ReadOnlySpan<char> text) => text.ContainsAnyExcept(Plain) ? Unescape(text) : text.ToString();

    private static string? Unescape(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '%' when index + 2 < text.Length && byte.TryParse(
                    text.Slice(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]):
                    length++;
                    index += 2;
                    break;
                case '%':
                    return null;
                case '+':
                    bytes[length++] = (byte)' ';
                    break;
                case < '\x80':
                    bytes[length++] = (byte)text[index];
                    break;
                default:
                    return null;
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
