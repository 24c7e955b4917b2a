using System.Globalization;
using System.Text;

namespace IdentityServer.Protocol.OpenId.Parameters;

/// <summary>application/x-www-form-urlencoded, strictly: a broken escape or broken UTF-8 is nothing, not a guess.</summary>
internal static class FormEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string text) => Uri.EscapeDataString(text);

    public static string? Decode(string text)
    {
        var bytes = new byte[StrictUtf8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '%' when index + 2 < text.Length && byte.TryParse(
                    text.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]):
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
