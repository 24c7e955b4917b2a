using IdentityServer.Notifications;
using IdentityServer.Notifications.Smtp;
using Microsoft.Extensions.Hosting.Internal;

namespace IdentityServer.Tests.Notifications;

internal sealed class NotificationOptionsTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("Smtp:Host must be set outside Development", _ => { });
        yield return Fault("Sender=Pickup is for Development", it => it.Sender = MailSender.Pickup);
        yield return Fault("From ''", it => it.Smtp.Host = "mail.example.com");
        yield return Fault("From 'nobody'", it => Smtp(it).From = "nobody");
        yield return Fault("From 'Eve <eve@example.com>'", it => Smtp(it).From = "Eve <eve@example.com>");
        yield return Fault("Smtp:Host 'mail example'", it => Smtp(it).Smtp.Host = "mail example");
        yield return Fault("Smtp:Port", it => Smtp(it).Smtp.Port = 0);
        yield return Fault("Smtp:Security=Plain", it => Smtp(it).Smtp.Security = SmtpSecurity.Plain);
        yield return Fault("User and Password", it => Smtp(it).Smtp.User = "identity");
        yield return Fault("User and Password", it => Smtp(it).Smtp.Password = "s3cret");
        yield return Fault("Smtp:Timeout", it => Smtp(it).Smtp.Timeout = TimeSpan.Zero);
        yield return Fault("Smtp:TrustedCertificates", it => Smtp(it).Smtp.TrustedCertificates = "/nowhere.pem");
        yield return Fault("Tries", it => Smtp(it).Tries = 0);
        yield return Fault("FirstWait", it => Smtp(it).LongestWait = TimeSpan.FromSeconds(1));
        yield return Fault("PollEvery", it => Smtp(it).PollEvery = TimeSpan.Zero);
        yield return Fault("Retention", it => Smtp(it).Retention = TimeSpan.Zero);
    }

    [TestCaseSource(nameof(Faults))]
    public void A_bad_setting_stops_the_server_with_a_sentence_about_it(string part, Action<NotificationOptions> set) =>
        Assert.That(Validate(set, "Production"), Has.Exactly(1).Contains(part));

    [Test]
    public void A_mail_server_and_an_address_are_enough() => Assert.That(Validate(it => Smtp(it), "Production"), Is.Empty);

    [Test]
    public void A_server_that_sends_nothing_must_say_so() => Assert.That(Validate(it => it.Sender = MailSender.None, "Production"), Is.Empty);

    [Test]
    public void Development_needs_nothing() => Assert.That(Validate(_ => { }, "Development"), Is.Empty);

    [Test]
    public void A_relay_on_this_machine_may_be_spoken_to_in_clear() =>
        Assert.That(Validate(it => (Smtp(it).Smtp.Security, it.Smtp.Host) = (SmtpSecurity.Plain, "localhost"), "Production"), Is.Empty);

    private static NotificationOptions Smtp(NotificationOptions options)
    {
        options.From = "no-reply@example.com";
        options.Smtp.Host = "mail.example.com";
        return options;
    }

    private static IEnumerable<string> Validate(Action<NotificationOptions> set, string environment)
    {
        var options = new NotificationOptions();
        set(options);
        var host = new HostingEnvironment { EnvironmentName = environment, ContentRootPath = "/" };
        new NotificationOptionsSetup(host).PostConfigure(null, options);
        return new NotificationOptionsValidator(host).Validate(null, options).Failures ?? [];
    }

    private static TestCaseData Fault(string part, Action<NotificationOptions> set) => new(part, set);
}
