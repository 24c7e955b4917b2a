namespace IdentityServer.Notifications.Rendering;

internal static class MailText
{
    public static string Write(MailContent mail)
    {
        string[] paragraphs =
        [
            mail.Subject,
            mail.Text,
            .. Facts(mail.Facts),
            Link(mail.Action),
            .. NotMe(mail.NotMe),
            // RFC 3676 §4.3: what follows is a signature.
            $"-- \n{mail.Brand}\n{mail.Issuer}\n{mail.Footer}",
        ];
        return string.Join("\n\n", paragraphs) + "\n";
    }

    private static string[] Facts(IReadOnlyList<(string Label, string Value)> facts) => facts is []
        ? []
        : [string.Join('\n', facts.Select(fact => $"  {(fact.Label + ":").PadRight(facts.Max(it => it.Label.Length) + 2)} {fact.Value}"))];

    private static string[] NotMe(MailNotMe? notMe) => notMe is null ? [] : [$"{notMe.Heading}\n{notMe.Text}\n{notMe.Action.Address}"];

    private static string Link(MailLink link) => $"{link.Label}:\n{link.Address}";
}
