using System.Text.RegularExpressions;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>What somebody meets who cannot get in: the sentence is there, fits, and can be read by everybody.</summary>
internal sealed class SignInErrorTests : BrowserTest
{
    private const string NoPasskeys = "delete window.PublicKeyCredential";
    private const string Android = "Mozilla/5.0 (Linux; Android 16; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0 Mobile Safari/537.36";

    [TestCase("en", ColorScheme.Light, 1280)]
    [TestCase("en", ColorScheme.Dark, 1280)]
    [TestCase("en", ColorScheme.Light, 320)]
    [TestCase("de", ColorScheme.Dark, 320)]
    public async Task A_prompt_that_led_nowhere(string language, ColorScheme scheme, int width)
    {
        await Authenticators.AddInternalAsync();
        await OpenAsync(language, scheme, width);

        await Page.Locator("#passkey-sign-in").ClickAsync();

        await ShouldBeReadableAsync($"sign-in-error-{language}-{scheme}-{width}");
    }

    [TestCase("en", ColorScheme.Light, 1280)]
    [TestCase("de", ColorScheme.Dark, 320)]
    public async Task A_passkey_that_the_server_refuses(string language, ColorScheme scheme, int width)
    {
        Complaints.Expect(400);
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await device.LieAsync(bogusSignature: true);
        await device.AddAsync(person.Passkey);

        await OpenAsync(language, scheme, width); // autofill answers at once

        await Expect(Page.GetByRole(AriaRole.Alert).Locator("code")).ToHaveTextAsync(new Regex("^[0-9a-f]{32}$"));
        await ShouldBeReadableAsync($"sign-in-refused-{language}-{scheme}-{width}");
    }

    [Test, Property("Case", "UX-75")]
    public async Task A_window_inside_an_app_says_where_to_go()
    {
        await Page.AddInitScriptAsync(NoPasskeys);
        await Context.SetExtraHTTPHeadersAsync([new("User-Agent", Android)]);
        await OpenAsync("de", ColorScheme.Light, 320);

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Eine App hat diese Seite in einem eigenen Fenster geöffnet");
        await Expect(Page.GetByText("oder", new() { Exact = true })).ToBeHiddenAsync();
        await ShouldBeReadableAsync("sign-in-embedded");
    }

    [Test]
    public async Task A_server_that_is_out_of_reach()
    {
        await OpenAsync("en", ColorScheme.Light, 320);
        Complaints.Expect("ERR_INTERNET_DISCONNECTED");
        await Context.SetOfflineAsync(true);

        await Page.Locator("#passkey-sign-in").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("We cannot reach the server.");
        await ShouldBeReadableAsync("sign-in-offline");
    }

    private async Task OpenAsync(string language, ColorScheme scheme, int width)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.SetViewportSizeAsync(width, 800);
        await Page.GotoAsync($"/sign-in?ui_locales={language}");
    }

    private async Task ShouldBeReadableAsync(string picture)
    {
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync();
        await Page.ScreenshotAsync(new() { Path = Repository.File($"artifacts/screenshots/{picture}.png"), FullPage = true });
        Assert.That(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), Is.True, "nothing sticks out sideways");
    }
}
