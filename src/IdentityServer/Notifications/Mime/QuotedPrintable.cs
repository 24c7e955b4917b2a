using System.Text;

namespace IdentityServer.Notifications.Mime;

/// <summary>RFC 2045 §6.7: readable where it is ASCII, no line longer than 76 characters.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    public static string Write(string text) => string.Join("\r\n", text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    private static string Line(string line)
    {
        var (written, column) = (new StringBuilder(), 0);
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var at = 0; at < bytes.Length; at++)
        {
            var sign = IsPlain(bytes[at], last: at == bytes.Length - 1) ? $"{(char)bytes[at]}" : $"={bytes[at]:X2}";
            if (column + sign.Length >= LongestLine)
            {
                written.Append("=\r\n");
                column = 0;
            }

            written.Append(sign);
            column += sign.Length;
        }

        return written.ToString();
    }

    // Spaces at the end of a line get lost on the way.
    private static bool IsPlain(byte sign, bool last) => sign is > 32 and < 127 and not (byte)'=' || (sign is 32 && !last);
}
