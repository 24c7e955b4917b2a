using System.Text.RegularExpressions;

namespace IdentityServer.Notifications.Smtp;

/// <summary>RFC 5321 §4.2. The text is the other side's and may name people: only its codes are ever kept.</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsYes => Code is >= 200 and < 400;

    public bool IsForGood => Code is >= 500;

    /// <summary>With the enhanced status of RFC 3463 where there is one: 550 5.1.1.</summary>
    public string Status => Enhanced().Match(Lines[^1]) is { Success: true } match ? $"{Code} {match.Value}" : $"{Code}";

    /// <summary>RFC 5321 §4.1.1.1: one keyword per line after the first, with its parameters.</summary>
    public string? Extension(string keyword) => Lines.Skip(1).FirstOrDefault(line =>
        line.Equals(keyword, StringComparison.OrdinalIgnoreCase) || line.StartsWith(keyword + " ", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")]
    private static partial Regex Enhanced();
}
