using System.Text;

namespace IdentityServer.Notifications.Mime;

/// <summary>RFC 2047: what stands in a header and is more than plain words.</summary>
internal static class EncodedWord
{
    // §2: no line with an encoded word is longer than 76 characters; in base64, with their frame and "Subject: ", these bytes take 73.
    private const int MostBytes = 39;

    public static string Write(string text) => text.Length <= 60 && text.All(IsPlain)
        ? text
        : string.Join("\r\n ", Chunks(text).Select(chunk => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(chunk))}?="));

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-';

    // §5: each word is whole by itself, so no character is split.
    private static IEnumerable<string> Chunks(string text)
    {
        var (chunk, bytes) = (new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MostBytes)
            {
                yield return chunk.ToString();
                (chunk, bytes) = (new(), 0);
            }

            chunk.Append(Rune.IsControl(rune) ? " " : rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        yield return chunk.ToString();
    }
}
