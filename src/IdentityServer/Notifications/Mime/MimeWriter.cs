using System.Globalization;
using System.Text;
using IdentityServer.Shared;
using IdentityServer.Shared.Branding;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Mime;

/// <summary>
/// RFC 5322 and 2045: a text and an HTML part, every line short and, but for an address that cannot be, ASCII. Values are
/// encoded or were checked before, so that none can begin a header of its own.
/// </summary>
internal sealed class MimeWriter(IOptions<NotificationOptions> options, IOptions<ServerOptions> server, Brand brand)
{
    /// <summary>Without a setting (in Development) an address that nobody has.</summary>
    public MailboxAddress From { get; } =
        MailboxAddress.TryParse(options.Value.From is { Length: > 0 } from ? from : $"no-reply@{server.Value.IssuerHost}", out var address)
            ? address
            : throw new InvalidOperationException("IdentityServer:Notifications:From is no address."); // the validator has looked

    public byte[] Write(Mail mail)
    {
        var boundary = $"=_{mail.Id:N}"; // quoted-printable has no line that begins with =_
        var name = EncodedWord.Write(options.Value.FromName is { Length: > 0 } own ? own : brand.Name);

        string[] lines =
        [
            $"From: {name} <{From}>",
            $"To: <{mail.To}>",
            $"Subject: {EncodedWord.Write(mail.Subject)}",
            $"Date: {mail.CreatedAt.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}",
            $"Message-ID: <{mail.Id:N}@{From.Domain}>",
            "Auto-Submitted: auto-generated", // RFC 3834 §5: no out-of-office notes, please
            "X-Auto-Response-Suppress: All",
            $"Content-Language: {mail.Language}",
            "MIME-Version: 1.0",
            $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"",
            "",
            .. Part(boundary, "text/plain", mail.Text),
            .. Part(boundary, "text/html", mail.Html),
            $"--{boundary}--",
            "",
        ];
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }

    private static string[] Part(string boundary, string type, string content) =>
    [
        $"--{boundary}",
        $"Content-Type: {type}; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        QuotedPrintable.Write(content),
    ];
}
