using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Notices;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Notifications;

internal sealed partial class NoticeRendererTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 5, 0, TimeSpan.Zero);
    private static readonly HttpContextAccessor Accessor = new();

    public static IEnumerable<object[]> Everything =>
        from type in NoticeTypes.All
        from language in Language.All
        select new object[] { type.Name, language.Name };

    private static readonly string[] HaveNobodyElseInMind =
    [
        "test", "repudiated", "account-locked", "account-enabled",
        "email-confirm", "email-taken", "sign-up-confirm", "sign-up-known",
        "account-erased", // there is no account any more
        "account-deletion", "account-kept", // their button is the way back
    ];

    [SetUp]
    public void FromChromeInGermany() => Accessor.HttpContext = new DefaultHttpContext
    {
        Request = { Headers = { UserAgent = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36", ["X-Country"] = "DE" } },
    };

    [TestCaseSource(nameof(Everything))]
    public void Every_kind_has_words_in_every_language(string kind, string language)
    {
        var mail = Render(new(NoticeTypes.Find(kind)!) { Path = "/account", NotMe = HaveNobodyElseInMind.Contains(kind) ? null : new("Recover", "/recover") }, language);

        Assert.That(mail.Subject + mail.Text + mail.Html, Does.Not.Contain("Notice.").And.Not.Contain("Fact.").And.Not.Contain("NotMe.").And.Not.Contain("{0}"));
        Assert.That(mail.Text, Does.Contain("Example ID"));
    }

    [Test]
    public void The_mail_says_what_when_on_which_device_and_where()
    {
        var text = Render(PasskeyNotices.Added("Blue key", new("Repudiate", "/not-me"))).Text;

        Assert.That(text, Does.Contain("""
              Passkey:  Blue key
              Account:  ada
              When:     15 January 2026, 09:05 UTC
              Device:   Chrome on Windows
              Place:    Germany
            """));
    }

    [Test]
    public void A_german_reader_is_told_in_german_whatever_the_request_speaks()
    {
        CultureInfo.CurrentUICulture = new("en");

        var mail = Render(PasskeyNotices.Added("Blue key", new("Repudiate", "/not-me")), "de");

        Assert.That(mail.Subject, Is.EqualTo("Ihrem Konto wurde ein Passkey hinzugefügt"));
        Assert.That(mail.Text, Does.Contain("15. Januar 2026").And.Contain("Chrome auf Windows").And.Contain("Deutschland"));
        Assert.That(CultureInfo.CurrentUICulture.Name, Is.EqualTo("en"));
    }

    [Test]
    public void A_job_tells_no_device_and_no_place()
    {
        Accessor.HttpContext = null;

        Assert.That(Render(PasskeyNotices.Added("Blue key", new("Repudiate", "/not-me"))).Text, Does.Contain("When:").And.Not.Contain("Device:").And.Not.Contain("Place:"));
    }

    [TestCase("<img src=https://evil.example/x.png>")]
    [TestCase("\"><script>alert(1)</script>")]
    [TestCase("</td></tr></table><a href='https://evil.example'>here</a>")]
    public void What_somebody_typed_stays_text(string hostile)
    {
        var html = new HtmlParser().ParseDocument(Render(PasskeyNotices.Added(hostile, new("Repudiate", "/not-me"))).Html);

        Assert.That(html.QuerySelectorAll("img, script"), Is.Empty);
        Assert.That(html.QuerySelectorAll("a").Select(link => link.GetAttribute("href")), Has.All.StartsWith("https://id.example.com"));
    }

    [TestCase("www.evil.example")]
    [TestCase("https://evil.example/path")]
    [TestCase("call me: eve@evil.example")]
    [TestCase("a\nb\r\n  When: never")]
    [TestCase("\u202Eelpmaxe.live")]
    public void What_somebody_typed_is_one_line_that_nothing_takes_for_a_link(string hostile)
    {
        var text = Render(PasskeyNotices.Added(hostile, new("Repudiate", "/not-me"))).Text;

        Assert.That(LinkLike().Matches(text).Select(match => match.Value), Has.All.Contains("id.example.com"));
        Assert.That(text.Split('\n').Count(line => line.StartsWith("  When", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(text.Contains('\u202E'), Is.False);
    }

    [Test]
    public void Nothing_is_fetched_and_nobody_is_followed()
    {
        var html = Render(PasskeyNotices.Added("Blue key", new("Repudiate", "/not-me"))).Html;

        Assert.That(html, Does.Not.Contain("src=").And.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("<link"));
    }

    [Test]
    public void Both_parts_have_the_same_links()
    {
        var mail = Render(PasskeyNotices.Removed("Blue key"));
        var links = new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!);

        Assert.That(links, Is.EqualTo(["https://id.example.com/account/passkeys", "https://id.example.com/recover", "https://id.example.com"]));
        Assert.That(links, Has.All.Matches<string>(link => mail.Text.Contains(link, StringComparison.Ordinal)));
    }

    [TestCase("https://evil.example")]
    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("account")]
    [TestCase("")]
    public void A_link_elsewhere_is_not_written(string path) =>
        Assert.That(() => Render(new(PasskeyNotices.AddedType) { Path = path }), Throws.ArgumentException);

    private static Mail Render(Notice notice, string language = "en") =>
        OutboxBench.Renderer(Accessor).Render(Guid.NewGuid(), OutboxBench.To("ada@example.com", language), notice, Now);

    // Roughly what mail programs turn into links by themselves.
    [GeneratedRegex(@"\S*(?:://\w|www\.\w|\w@\w|\w\.[a-z]{2,})\S*")]
    private static partial Regex LinkLike();
}
