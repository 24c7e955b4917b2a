using System.Text;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Pickup;

namespace IdentityServer.Tests.Notifications;

internal sealed class MimeWriterTests
{
    private static readonly string[] Expected =
        ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type"];

    public static Mail SomeMail() => new()
    {
        Id = new("0192f0a0-0000-7000-8000-000000000001"),
        To = "ada@example.com",
        Language = "en",
        Subject = "A passkey was added",
        Text = "Hello\n",
        Html = "<p>Hello</p>\n",
        CreatedAt = new(2026, 1, 15, 9, 5, 0, TimeSpan.Zero),
    };

    [Test]
    public void The_headers_are_those_of_a_mail_that_a_machine_wrote()
    {
        var headers = Read(SomeMail()).Headers;

        Assert.That(headers.Keys, Is.EqualTo(Expected));
        Assert.That(headers["From"], Is.EqualTo("Example ID <no-reply@example.com>"));
        Assert.That(headers["Date"], Is.EqualTo("Thu, 15 Jan 2026 09:05:00 +0000"));
        Assert.That(headers["Message-ID"], Is.EqualTo("<0192f0a0000070008000000000000001@example.com>"));
        Assert.That(headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
    }

    [TestCase("Grüße an alle")]
    [TestCase("Ein sehr langer Betreff, der mehr als eine Zeile braucht, weil er so viel zu sagen hat: äöüß, und noch mehr")]
    [TestCase("=?utf-8?B?QmNj?=")]
    [TestCase("🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑")]
    [TestCase("\"quoted\", <angled>; and: special")]
    public void Every_subject_survives(string subject) =>
        Assert.That(Read(SomeMail() with { Subject = subject }).Subject, Is.EqualTo(subject));

    [TestCase("Hello\r\nBcc: eve@example.com")]
    [TestCase("Hello\nBcc: eve@example.com")]
    [TestCase("Hello\r\n\r\n<script>")]
    public void No_value_begins_a_header_of_its_own(string hostile)
    {
        var mail = Read(SomeMail() with { Subject = hostile }, fromName: hostile);

        Assert.That(mail.Headers.Keys, Is.EqualTo(Expected));
        Assert.That(mail.Subject, Does.Not.Contain("\n"));
        Assert.That(mail.Text.Trim(), Is.EqualTo("Hello"));
    }

    [TestCase("a\n\nb\n")]
    [TestCase("ends with a space \nand = signs =3D\n")]
    [TestCase(".\n..\n--=_0192f0a0000070008000000000000001\n")]
    [TestCase("Straße, 東京, 🔑\n")]
    public void Every_text_survives(string text) =>
        Assert.That(Read(SomeMail() with { Text = text }).Text.TrimEnd('\n'), Is.EqualTo(text.TrimEnd('\n')));

    [Test]
    public void Lines_are_short_and_ascii()
    {
        var written = Write(SomeMail() with { Subject = new string('ü', 300), Text = new string('ä', 5000), Html = new string('x', 5000) });

        Assert.That(written.Split("\r\n"), Has.All.Length.LessThanOrEqualTo(78));
        Assert.That(written.All(char.IsAscii));
        Assert.That(written.Replace("\r\n", ""), Does.Not.Contain("\n").And.Not.Contain("\r"));
    }

    private static ReceivedMail Read(Mail mail, string? fromName = null) => ReceivedMail.Parse("", Write(mail, fromName));

    private static string Write(Mail mail, string? fromName = null) =>
        Encoding.UTF8.GetString(OutboxBench.Mime(new() { From = "no-reply@example.com", FromName = fromName }).Write(mail));
}
