using System.Text;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Pickup;
using IdentityServer.Notifications.Smtp;
using IdentityServer.Shared;
using IdentityServer.TestKit;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Notifications;

internal sealed class SmtpSenderTests
{
    private readonly TemporaryDirectory directory = new();
    private MailServer server = null!;
    private NotificationOptions settings = null!;

    [SetUp]
    public void Start()
    {
        server = new();
        settings = new() { From = "no-reply@example.com", Sender = MailSender.Smtp };
        settings.Smtp.Host = "localhost";
        settings.Smtp.Port = server.Port;
        settings.Smtp.Timeout = TimeSpan.FromSeconds(10);
        Trust(server);
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [OneTimeTearDown]
    public void Delete() => directory.Dispose();

    [Test]
    public async Task A_mail_arrives_whole_and_encrypted()
    {
        var mail = SomeMail() with { Text = ".\n.hidden\nGrüße\n", Html = "<p>Grüße</p>" };

        var outcome = await SendAsync(mail);

        Assert.That(outcome, Is.TypeOf<SendOutcome.Sent>());
        var taken = server.Mails.Single();
        Assert.That(taken.Encrypted);
        Assert.That(taken.From, Is.EqualTo("MAIL FROM:<no-reply@example.com>"));
        Assert.That(taken.To, Is.EqualTo("RCPT TO:<ada@example.com>"));
        Assert.That(ReceivedMail.Parse("", taken.Content).Text.TrimEnd('\n'), Is.EqualTo(mail.Text.TrimEnd('\n')));
        Assert.That(server.Commands[0], Is.EqualTo("EHLO id.example.com"));
    }

    [Test]
    public async Task Nothing_but_the_greeting_is_said_in_clear()
    {
        settings.Smtp.User = "identity";
        settings.Smtp.Password = "s3cret";

        await SendAsync();

        Assert.That(server.Commands.Where(it => !it.StartsWith("[tls]", StringComparison.Ordinal)), Is.EqualTo(["EHLO id.example.com", "STARTTLS"]));
        Assert.That(server.Commands, Does.Contain("[tls] AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes("\0identity\0s3cret"))));
    }

    [Test]
    public async Task A_server_that_only_knows_login_is_signed_in_to_as_well()
    {
        (settings.Smtp.User, settings.Smtp.Password) = ("identity", "s3cret");
        server.OffersInside.Clear();
        server.OffersInside.Add("AUTH LOGIN XOAUTH2");

        Assert.That(await SendAsync(), Is.TypeOf<SendOutcome.Sent>());
        Assert.That(server.Commands, Does.Contain("[password] " + Convert.ToBase64String("s3cret"u8)));
    }

    [Test]
    public async Task Tls_from_the_first_byte_works_too()
    {
        server.EncryptedFromTheStart = true;
        settings.Smtp.Security = SmtpSecurity.Implicit;

        Assert.That(await SendAsync(), Is.TypeOf<SendOutcome.Sent>());
        Assert.That(server.Commands, Has.All.StartsWith("[tls]"));
    }

    [Test]
    public async Task A_server_without_starttls_is_given_nothing()
    {
        server.Offers.Clear();

        Assert.That(await FailureAsync(), Is.EqualTo("starttls_not_offered"));
        Assert.That(server.Commands, Is.EqualTo(["EHLO id.example.com"]));
    }

    [Test]
    public async Task A_certificate_that_nobody_trusts_is_given_nothing()
    {
        settings.Smtp.TrustedCertificates = null;

        Assert.That(await FailureAsync(), Is.EqualTo("certificate_refused"));
        Assert.That(server.Mails, Is.Empty);
    }

    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Implicit)]
    public async Task A_trusted_certificate_for_another_name_is_given_nothing(SmtpSecurity security)
    {
        await using var impostor = new MailServer("other.test") { EncryptedFromTheStart = security is SmtpSecurity.Implicit };
        settings.Smtp.Port = impostor.Port;
        settings.Smtp.Security = security;
        Trust(impostor);

        Assert.That(await FailureAsync(), Is.EqualTo("certificate_refused"));
        Assert.That(impostor.Mails, Is.Empty);
    }

    [Test]
    public async Task Words_slipped_in_before_the_encryption_end_the_conversation()
    {
        server.Injected = "250 2.0.0 welcome";

        Assert.That(await FailureAsync(), Is.EqualTo("starttls_tampered"));
        Assert.That(server.Commands, Has.Count.EqualTo(2));
    }

    [TestCase("CONNECT", "421 4.3.2 closing", "not_ready 421 4.3.2")]
    [TestCase("EHLO", "502 no", "greeting_refused 502")]
    [TestCase("STARTTLS", "454 4.7.0 not now", "starttls_refused 454 4.7.0")]
    [TestCase("AUTH", "535 5.7.8 wrong", "sign_in_refused 535 5.7.8")]
    [TestCase("MAIL", "550 5.7.1 not your address", "sender_refused 550 5.7.1")]
    [TestCase("RCPT", "450 4.2.1 greylisted, ada@example.com", "recipient_refused 450 4.2.1")]
    [TestCase("DATA", "452 no room", "content_refused 452")]
    [TestCase(".", "451-a\r\n451 4.7.1 later", "content_refused 451 4.7.1")]
    public async Task What_may_change_is_tried_again(string command, string reply, string failure)
    {
        (settings.Smtp.User, settings.Smtp.Password) = ("identity", "s3cret");
        server.Replies[command] = reply;

        Assert.That(await SendAsync(), Is.EqualTo(new SendOutcome.Failed(failure)));
    }

    [TestCase("RCPT", "550 5.1.1 no such user", "recipient_refused 550 5.1.1")]
    [TestCase("DATA", "554 no", "content_refused 554")]
    [TestCase(".", "552 5.3.4 too large", "content_refused 552 5.3.4")]
    public async Task What_is_refused_for_good_is_not_tried_again(string command, string reply, string failure)
    {
        server.Replies[command] = reply;

        Assert.That(await SendAsync(), Is.EqualTo(new SendOutcome.Refused(failure)));
    }

    [TestCase("EHLO", "hello")]
    [TestCase("EHLO", "999 hello")]
    [TestCase("EHLO", "")]
    public async Task What_is_no_reply_is_not_understood(string command, string reply)
    {
        server.Replies[command] = reply;

        Assert.That(await FailureAsync(), Is.EqualTo("not_understood"));
    }

    [Test]
    public async Task Endless_replies_are_not_listened_to()
    {
        server.Replies["EHLO"] = string.Join("\r\n", Enumerable.Repeat("250-more", 1000));
        Assert.That(await FailureAsync(), Is.EqualTo("not_understood"));

        server.Replies["EHLO"] = "250 " + new string('x', 10_000);
        Assert.That(await FailureAsync(), Is.EqualTo("not_understood"));
    }

    [TestCase("EHLO")]
    [TestCase("STARTTLS")]
    [TestCase("RCPT")]
    [TestCase(".")]
    public async Task A_server_that_falls_silent_is_left(string command)
    {
        settings.Smtp.Timeout = TimeSpan.FromSeconds(1);
        server.SilentAfter = command;

        Assert.That(await FailureAsync(), Is.EqualTo("timed_out"));
    }

    [Test]
    public async Task Nobody_there_is_tried_again()
    {
        await server.DisposeAsync();

        Assert.That(await FailureAsync(), Is.EqualTo("unreachable"));
        server = new();
    }

    [Test]
    public async Task A_server_that_keeps_failing_is_left_alone_for_a_moment()
    {
        server.Replies["CONNECT"] = "421 busy";
        var sender = NewSender();

        List<SendOutcome> outcomes = [];
        for (var number = 0; number < 12; number++)
            outcomes.Add(await sender.SendAsync(SomeMail(), CancellationToken.None));

        Assert.That(outcomes.Take(8), Has.All.TypeOf<SendOutcome.Failed>());
        Assert.That(outcomes.Skip(8), Has.All.TypeOf<SendOutcome.NotTried>());
    }

    [Test]
    public async Task An_address_beyond_ascii_goes_to_servers_that_take_it()
    {
        var mail = SomeMail() with { To = "jürgen@example.com" };

        Assert.That(await SendAsync(mail), Is.EqualTo(new SendOutcome.Refused("address_not_possible")));

        server.OffersInside.Add("SMTPUTF8");
        Assert.That(await SendAsync(mail), Is.TypeOf<SendOutcome.Sent>());
        Assert.That(server.Mails.Single().To, Is.EqualTo("RCPT TO:<jürgen@example.com>"));
    }

    private static Mail SomeMail() => MimeWriterTests.SomeMail();

    private async Task<string?> FailureAsync() => (await SendAsync() as SendOutcome.Failed)?.Failure;

    private Task<SendOutcome> SendAsync(Mail? mail = null) => NewSender().SendAsync(mail ?? SomeMail(), CancellationToken.None);

    private SmtpSender NewSender() => new(
        Options.Create(settings),
        Options.Create(new ServerOptions { Issuer = "https://id.example.com" }),
        new HostingEnvironment { ContentRootPath = directory.Path },
        OutboxBench.Mime(settings),
        NullLogger<SmtpSender>.Instance);

    private void Trust(MailServer trusted)
    {
        settings.Smtp.TrustedCertificates = directory.File("trusted.pem");
        File.WriteAllText(settings.Smtp.TrustedCertificates, trusted.Certificate.ExportCertificatePem());
    }
}
