using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.Notifications.Pickup;
using IdentityServer.TestKit;
using IdentityServer.Tests.Notifications;

namespace IdentityServer.Tests.Host;

internal sealed class MailCommandTests
{
    private readonly TemporaryDirectory data = new();

    [OneTimeTearDown]
    public void Delete() => data.Dispose();

    [Test]
    public async Task A_test_mail_reaches_the_directory_in_the_wished_language()
    {
        var answer = await CommandAnswer.OfAsync(data.Path, "mail", "test", "ada@example.com", "--language", "de");

        var mail = ReceivedMail.Read(Directory.EnumerateFiles(data.File("mail"), "*.eml").Single());
        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done), answer.Error);
        Assert.That(mail.To, Is.EqualTo("ada@example.com"));
        Assert.That(mail.Subject, Is.EqualTo("Mails von IdentityServer kommen an"));
    }

    [Test]
    public async Task A_test_mail_goes_to_the_mail_server()
    {
        await using var server = new MailServer();
        await File.WriteAllTextAsync(data.File("trusted.pem"), server.Certificate.ExportCertificatePem());

        var answer = await CommandAnswer.OfAsync(data.Path,
            ["mail", "test", "ada@example.com", .. Smtp(server), $"--IdentityServer:Notifications:Smtp:TrustedCertificates={data.File("trusted.pem")}"]);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done), answer.Error);
        Assert.That(server.Mails.Single().To, Is.EqualTo("RCPT TO:<ada@example.com>"));
    }

    [Test]
    public async Task What_the_mail_server_did_not_like_is_said_in_a_sentence()
    {
        await using var server = new MailServer();

        var answer = await CommandAnswer.OfAsync(data.Path, ["mail", "test", "ada@example.com", "--json", .. Smtp(server)]);

        using var error = JsonDocument.Parse(answer.Error);
        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.RootElement.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("certificate_refused"));
        Assert.That(error.RootElement.GetProperty("error").GetProperty("message").GetString(), Does.Contain("Smtp:TrustedCertificates"));
    }

    [TestCase("nobody")]
    [TestCase("ada@example.com\r\nBcc: eve@example.com")]
    public async Task What_is_no_address_is_a_usage_error(string address) =>
        Assert.That((await CommandAnswer.OfAsync(data.Path, "mail", "test", address)).Exit, Is.EqualTo(ExitCode.Usage));

    [Test]
    public async Task A_server_that_sends_nothing_says_so()
    {
        var answer = await CommandAnswer.OfAsync(data.Path, "mail", "test", "ada@example.com", "--IdentityServer:Notifications:Sender=None");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Configuration));
    }

    [Test]
    public async Task An_empty_outbox_is_listed_and_retried()
    {
        Assert.That((await CommandAnswer.OfAsync(data.Path, "mail", "list")).Output, Is.EqualTo("There are no mails." + Environment.NewLine));
        Assert.That((await CommandAnswer.OfAsync(data.Path, "mail", "retry", "--json")).Output, Does.Contain("\"retried\": 0"));
    }

    private static string[] Smtp(MailServer server) =>
    [
        "--IdentityServer:Notifications:Smtp:Host=localhost",
        $"--IdentityServer:Notifications:Smtp:Port={server.Port}",
        "--IdentityServer:Notifications:From=no-reply@example.com",
    ];
}
