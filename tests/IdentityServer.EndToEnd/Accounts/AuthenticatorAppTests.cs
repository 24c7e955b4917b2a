using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Accounts;

/// <summary>An app is set up with a passkey, asked for after the password, and believed once.</summary>
internal sealed class AuthenticatorAppTests : BrowserTest
{
    private const string Password = "correct horse battery staple";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("IdentityServer:Passwords:Enabled", "true")];

    [Test, Property("Case", "ASVS-6.5.1")]
    public async Task A_code_signs_in_after_the_password_and_never_again()
    {
        using var person = await Person.MakeAsync(Host);
        await GivePasswordAsync(person.Name);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Security" }).ClickAsync();
        await ShouldLookRightAsync("security");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }).ClickAsync();
        await ShouldLookRightAsync("authenticator-begin");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Set up an app" }).ClickAsync();
        var phone = AuthenticatorPhone.Typed(Host, await Page.Locator("#authenticator-key").InnerTextAsync());
        await ShouldLookRightAsync("authenticator-scan");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(phone.Code());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Expect(Page.GetByText("Your app is set up. Its code is asked for after your password.")).ToBeVisibleAsync();
        await ShouldLookRightAsync("security-with-app");

        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (desktop, _) = await OpenOtherDeviceAsync();
        await TypePasswordAsync(desktop, person.Name);
        await Appearance.CheckAsync(desktop, "sign-in-code");
        await desktop.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await Appearance.CheckAsync(desktop, "sign-in-recovery-code");
        await desktop.GetByRole(AriaRole.Link, new() { Name = "Use the authenticator app" }).ClickAsync();
        var code = phone.Code();
        await TypeCodeAsync(desktop, code);
        await new SignInScreen(desktop).ShouldBeSignedInAsync();

        var (thief, _) = await OpenOtherDeviceAsync();
        await TypePasswordAsync(thief, person.Name);
        await TypeCodeAsync(thief, code);
        await Expect(thief.GetByText("That code did not match")).ToBeVisibleAsync();
        await Appearance.CheckAsync(thief, "sign-in-code-again");
    }

    [Test, Property("Case", "MG-07")]
    public async Task Without_an_app_a_strange_browser_is_sent_for_the_passkey()
    {
        using var person = await Person.MakeAsync(Host);
        await GivePasswordAsync(person.Name);

        await TypePasswordAsync(Page, person.Name);

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your password is not enough here" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("password-not-enough");
    }

    private static async Task TypePasswordAsync(IPage page, string name)
    {
        await page.GotoAsync("/sign-in/password");
        await page.GetByLabel("E-mail or user name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task TypeCodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Six-digit code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task GivePasswordAsync(string name)
    {
        var account = (await Host.Get<AccountStore>().FindByNameAsync(name, CancellationToken.None))!.Id;
        var unit = new Unit();
        LegacyPasswordStore.Add(unit, account, Host.Get<HashSeal>().Seal(account, Pbkdf2Hash.Of(Password)), Host.Clock.GetUtcNow());
        await Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
    }
}
