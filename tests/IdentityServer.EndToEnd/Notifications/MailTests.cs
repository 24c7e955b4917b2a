using System.Globalization;
using IdentityServer.Data;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Notices;
using IdentityServer.Notifications.Pickup;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Notifications;

internal sealed class MailTests : BrowserTest
{
    private const int Narrow = 320;

    private static readonly Dictionary<string, Notice> Notices = new[]
    {
        PasskeyNotices.Added("Blue security key", new("Repudiate", "/not-me")), PasskeyNotices.Removed("Windows"), PasskeyNotices.Suspended("Phone or tablet"), ServerNotices.Test,
    }.ToDictionary(notice => notice.Type.Name);

    private static IEnumerable<string> Kinds => Notices.Keys;

    [Test]
    public async Task A_newcomer_finds_a_mail_and_follows_its_link()
    {
        await SendAsync("newcomer@example.com", "en", PasskeyNotices.Added("Blue security key", new("Repudiate", "/not-me")));

        await Page.GotoAsync("/dev/mail");
        await Page.GetByRole(AriaRole.Link, new() { Name = "A passkey was added to your account" }).First.ClickAsync();
        await Page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = "See your passkeys" }).ClickAsync();

        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    [Test]
    public async Task The_list_and_a_mail_look_right()
    {
        await SendAsync("list@example.com", "en", PasskeyNotices.Added("Blue security key", new("Repudiate", "/not-me")));

        await Page.GotoAsync("/dev/mail");
        await ShouldBeAccessibleAsync();
        await PictureAsync("mail-list");

        await Page.GetByRole(AriaRole.Link, new() { Name = "A passkey was added to your account" }).First.ClickAsync();
        await Expect(Page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await PictureAsync("mail-page");
        await Page.SetViewportSizeAsync(Narrow, 720);
        await ShouldFitAsync();
    }

    [Test]
    public async Task Every_mail_looks_right([ValueSource(nameof(Kinds))] string kind, [Values("en", "de")] string language)
    {
        var mail = await SendAsync($"{kind}-{language}@example.com", language, Notices[kind]);

        await Page.SetContentAsync(mail.Html);
        foreach (var (width, scheme) in new[] { (800, ColorScheme.Light), (800, ColorScheme.Dark), (Narrow, ColorScheme.Light), (Narrow, ColorScheme.Dark) })
        {
            await Page.SetViewportSizeAsync(width, 720);
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await PictureAsync($"mail-{kind}-{language}-{width}-{scheme}".ToLowerInvariant());
            await ShouldFitAsync();
            await ShouldBeAccessibleAsync();
        }
    }

    private async Task<ReceivedMail> SendAsync(string address, string language, Notice notice)
    {
        Assert.That(MailboxAddress.TryParse(address, out var mailbox));
        var recipient = new Recipient(mailbox!, new CultureInfo(language)) { UserName = "ada.lovelace" };
        await Host.Get<IHotTables>().WriteAsync(Host.Get<Outbox>().Add(new Unit(), recipient, notice), CancellationToken.None);
        return await new MailBox(Host).NextAsync(address);
    }

    private async Task PictureAsync(string name) =>
        await Page.ScreenshotAsync(new() { Path = Repository.File($"artifacts/screenshots/{name}.png"), FullPage = true });

    private async Task ShouldFitAsync() =>
        Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), Is.LessThanOrEqualTo(0));
}
