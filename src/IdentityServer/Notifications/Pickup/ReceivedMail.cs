using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IdentityServer.Notifications.Pickup;

/// <summary>A mail as it lies in the directory, read back: only what our own writer writes.</summary>
internal sealed partial record ReceivedMail(string Name, IReadOnlyDictionary<string, string> Headers, string Text, string Html)
{
    public string To => Headers["To"].Trim('<', '>');

    public string Subject => Headers["Subject"];

    public DateTimeOffset Date => DateTimeOffset.Parse(Headers["Date"], CultureInfo.InvariantCulture);

    public IEnumerable<Uri> Links => Link().Matches(Text).Select(match => new Uri(match.Value));

    public static ReceivedMail Read(string file) => Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));

    public static ReceivedMail Parse(string name, string content)
    {
        var (head, body) = Split(content);
        var headers = HeadersOf(head);
        var boundary = headers["Content-Type"].Split('"')[1];
        var parts = $"\r\n{body}".Split($"\r\n--{boundary}").Skip(1).Select(part => Split(part.TrimStart('\r', '\n'))).ToList();
        return new(name, headers, Decode(parts, "text/plain"), Decode(parts, "text/html"));
    }

    private static (string Head, string Body) Split(string content) =>
        content.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var at and >= 0 ? (content[..at], content[(at + 4)..]) : (content, "");

    private static Dictionary<string, string> HeadersOf(string head) =>
        head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => Unfold(pair[1]), StringComparer.OrdinalIgnoreCase);

    private static string Unfold(string value) => Word().Replace(
        value.Replace("?= =?", "?==?", StringComparison.Ordinal), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    private static string Decode(IEnumerable<(string Head, string Body)> parts, string type)
    {
        var body = parts.First(part => part.Head.Contains(type, StringComparison.Ordinal)).Body;
        var bytes = Escape().Replace(body.Replace("=\r\n", "", StringComparison.Ordinal), sign => $"{(char)Convert.FromHexString(sign.Groups[1].Value)[0]}");
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes)).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
