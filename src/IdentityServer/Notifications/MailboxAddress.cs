using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IdentityServer.Notifications;

/// <summary>
/// An address that can be written into a command or a header as it is: no character in it means anything to a mail
/// server. Quoted local parts and address literals, which nobody has, are not taken.
/// </summary>
internal sealed record MailboxAddress
{
    // RFC 5321 §4.5.3.1
    private const int MaxLocalPart = 64;
    private const int MaxLength = 254;
    private const string Special = "()<>[]:;@\\,\"";

    private static readonly IdnMapping Idn = new();

    private MailboxAddress(string localPart, string domain) => (LocalPart, Domain) = (localPart, domain);

    public string LocalPart { get; }

    /// <summary>In ASCII.</summary>
    public string Domain { get; }

    /// <summary>RFC 6531: only a server that says SMTPUTF8 can be given such an address.</summary>
    public bool NeedsUtf8 => !LocalPart.All(char.IsAscii);

    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        var at = text?.LastIndexOf('@') ?? 0;
        if (text is null or { Length: > MaxLength } || at is < 1 or > MaxLocalPart)
            return false;

        if (!text[..at].All(IsPlain) || AsciiDomain(text[(at + 1)..]) is not { } domain)
            return false;

        address = new(text[..at], domain);
        return true;
    }

    public override string ToString() => $"{LocalPart}@{Domain}";

    private static bool IsPlain(char letter) => !char.IsControl(letter) && !char.IsWhiteSpace(letter) && !Special.Contains(letter, StringComparison.Ordinal);

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain);
            return Uri.CheckHostName(ascii) is UriHostNameType.Dns ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
