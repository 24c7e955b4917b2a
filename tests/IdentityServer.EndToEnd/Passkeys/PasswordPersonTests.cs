using System.Text.Json;
using System.Text.RegularExpressions;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Importing;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Somebody who came with a password leaves it behind, step by step.</summary>
internal sealed class PasswordPersonTests : BrowserTest
{
    private const string Right = "correct horse battery staple";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("IdentityServer:Passwords:Enabled", "true"),
        new("IdentityServer:Passwords:RefusalTime", "00:00:00"),
    ];

    private SignInScreen SignIn => new(Page);

    [Test, Property("Case", "MG-10")]
    public async Task From_the_password_to_a_passkey_and_then_without_the_password()
    {
        await ImportAsync("bob");
        await Authenticators.AddInternalAsync();

        await SignIn.OpenWithoutAutofillAsync();
        await SignIn.ContinueAsync("bob");
        await Expect(Page.GetByLabel("Password")).ToBeFocusedAsync();
        await ShouldLookRightAsync("password");
        await TypePasswordAsync("wrong");
        await Expect(Page.GetByText("That did not match.").First).ToBeVisibleAsync();
        await TypePasswordAsync(Right);

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Next time without a password" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("offer");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Security" })).ToBeVisibleAsync();

        await Page.GotoAsync("/account/security/password");
        await UsePasskeyAsync();
        await Expect(Page.Locator("#obstacles li")).ToHaveCountAsync(2);
        await ShouldLookRightAsync("turn-off-not-yet");

        await DrawCodesAsync();
        await PractiseAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Security" }).ClickAsync();
        await ShouldLookRightAsync("security");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Turn it off" }).ClickAsync();
        await Expect(Page.GetByText("Recovery codes: 10 left")).ToBeVisibleAsync();
        await ShouldLookRightAsync("turn-off");
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Turn off my password" }).ClickAsync();

        await Expect(Page.GetByText("Your password is turned off.")).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/account/security$"));
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Page.GotoAsync("/account/security/password");
        await UsePasskeyAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Turn it on again" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("turned-off");

        var (elsewhere, _) = await OpenOtherDeviceAsync();
        await elsewhere.GotoAsync("/sign-in/password");
        await elsewhere.GetByLabel("E-mail or user name").FillAsync("bob");
        await elsewhere.GetByLabel("Password").FillAsync(Right);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(elsewhere.GetByText("That did not match.").First).ToBeVisibleAsync();
    }

    [Test, Property("Case", "MG-05")]
    public async Task Not_now_leads_on_and_nothing_is_made()
    {
        await ImportAsync("carol");
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await SignIn.ContinueAsync("carol");
        await TypePasswordAsync(Right);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();

        await SignIn.ShouldBeSignedInAsync();
        Assert.That(await device.CredentialsAsync(), Is.Empty);
    }

    [Test, Property("Case", "SU-33")]
    public async Task Whoever_has_no_passkey_yet_is_led_to_one_where_a_password_is_not_enough()
    {
        await ImportAsync("dan");
        await SignIn.OpenWithKeysOnlyAsync();
        await SignIn.ContinueAsync("dan");
        await TypePasswordAsync(Right);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await SignIn.ShouldBeSignedInAsync();

        await Page.GotoAsync("/account/security/codes");

        await Expect(Page.GetByText("This needs a passkey")).ToBeVisibleAsync();
        await ShouldLookRightAsync("step-up-no-passkey");
        await Page.Locator("#passkey-first").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Next time without a password" })).ToBeVisibleAsync();
    }

    private async Task DrawCodesAsync()
    {
        await Page.GotoAsync("/account/security/codes");
        await ShouldLookRightAsync("codes-before");
        await Page.Locator("#draw-codes").ClickAsync();
        await Expect(Page.Locator("#recovery-codes li")).ToHaveCountAsync(10);
        await Page.ScreenshotAsync(new() { Path = TestKit.Repository.File("artifacts/screenshots/codes-light.png"), FullPage = true });
        await ShouldBeAccessibleAsync();
        await Page.SetViewportSizeAsync(320, 720);
        await Page.ScreenshotAsync(new() { Path = TestKit.Repository.File("artifacts/screenshots/codes-320.png"), FullPage = true });
        Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(320));
        await Page.SetViewportSizeAsync(1280, 800);

        var code = await Page.Locator("#recovery-codes li").First.InnerTextAsync();
        await Page.GetByLabel("Type one of the codes").FillAsync("01 wrong");
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have them" }).ClickAsync();
        await Expect(Page.Locator("#recovery-codes li")).ToHaveCountAsync(0);
        await ShouldBeAccessibleAsync();
        await Page.GetByLabel("Type one of the codes").FillAsync(code);
        await Page.GetByRole(AriaRole.Button, new() { Name = "I have them" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/account/security$"));
    }

    // Two days of signing in with the passkey, which the browser offers by itself.
    private async Task PractiseAsync()
    {
        for (var day = 0; day < 2; day++)
        {
            await Page.SignOutAsync();
            Host.Clock.Advance(TimeSpan.FromDays(1));
            await SignIn.OpenAsync();
            await SignIn.ShouldBeSignedInAsync();
        }
    }

    private async Task TypePasswordAsync(string password)
    {
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private async Task UsePasskeyAsync()
    {
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
    }

    private async Task ImportAsync(string name)
    {
        var entry = JsonSerializer.SerializeToElement(new
        {
            id = name,
            username = name,
            email = $"{name}@example.com",
            emailVerified = true,
            passwordHash = new PasswordHasher<Account>().HashPassword(null!, Right),
            scheme = "aspnet-identity-v3",
        });
        await Host.Get<AccountImport>().ImportAsync(name, entry, CancellationToken.None);
    }
}
