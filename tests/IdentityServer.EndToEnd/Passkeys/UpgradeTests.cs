using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>
/// After a sign-in with a password the browser may make a passkey by itself. Chromium says that it can, but makes one only
/// where its own password manager has just filled in the password, so here the call stands in for it.
/// </summary>
internal sealed class UpgradeTests : BrowserTest
{
    private Person person;
    private VirtualAuthenticator device;

    private PasskeysScreen Passkeys => new(Page);

    [SetUp]
    public async Task SignInWithPasswordAsync()
    {
        person = await Person.MakeAsync(Host, synced: false);
        device = await Authenticators.AddInternalAsync();
        await SignInAsync(AuthenticationMethod.Password);
        await Page.AddInitScriptAsync("window.calls = []");
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test, Property("Case", "WA-04")]
    public async Task The_browser_makes_a_passkey_that_is_one_factor_until_it_is_confirmed_with_a_stand_in_for_its_silent_call()
    {
        await StandInAsync("options => create({ publicKey: options.publicKey, signal: options.signal })");

        await Passkeys.OpenAsync();

        await Assert.ThatAsync(device.CredentialsAsync, Has.Count.EqualTo(1).After(5000, 100));
        await Assert.ThatAsync(Host.StepsAsync, Is.SupersetOf((string[])
            ["register conditional options_issued", "register conditional prompt_invoked", "register conditional browser_resolved", "register conditional verify_ok"]).After(5000, 100));
        Assert.That(await Page.EvaluateAsync<string[]>("calls"), Is.EqualTo(["conditional"]));
        await Page.ReloadAsync();
        await Expect(Page.GetByText("it cannot confirm that it is you yet")).ToHaveCountAsync(1);

        await (await Authenticators.AddUsbAsync()).AddAsync(person.Passkey);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Confirm it" }).ClickAsync();
        await ShouldLookRightAsync("step-up-confirm");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(Page.GetByText("Now use the passkey you want to confirm")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
        await Expect(Page.GetByText("it cannot confirm that it is you yet")).ToHaveCountAsync(0);
    }

    [Test, Property("Case", "WA-04")]
    public async Task A_browser_that_makes_none_says_nothing_about_it_with_a_stand_in_for_its_silent_call()
    {
        await StandInAsync("() => Promise.reject(new DOMException('', 'NotAllowedError'))");

        await Passkeys.OpenAsync();

        await Host.ShouldCountAsync("register conditional browser_resolved: NotAllowedError");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await new SignInScreen(Page).ShouldBeSignedInAsync();
    }

    [Test, Property("Case", "WA-04")]
    public async Task A_browser_that_cannot_is_not_asked()
    {
        await StandInAsync("() => Promise.reject(new Error('asked'))");
        await Page.AddInitScriptAsync("PublicKeyCredential.getClientCapabilities = async () => ({ conditionalCreate: false })");

        await Passkeys.OpenAsync();

        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.That(await Page.EvaluateAsync<string[]>("calls"), Is.Empty);
    }

    [Test, Property("Case", "WA-04")]
    public async Task After_a_passkey_sign_in_the_browser_is_not_asked()
    {
        await SignInAsync(AuthenticationMethod.Passkey);
        await StandInAsync("() => Promise.reject(new Error('asked'))");

        await Passkeys.OpenAsync();

        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.That(await Page.EvaluateAsync<string[]>("calls"), Is.Empty);
    }

    private async Task StandInAsync(string create) => await Page.AddInitScriptAsync($$"""
        (() => {
            const create = navigator.credentials.create.bind(navigator.credentials);
            const standIn = {{create}};
            navigator.credentials.create = options => {
                calls.push(options.mediation);
                return standIn(options);
            };
        })();
        """);

    private async Task SignInAsync(AuthenticationMethod method) => await Context.AddCookiesAsync(
    [
        new()
        {
            Name = "__Host-session",
            Value = await Host.SeedSessionAsync(person.Name, method, acr: null),
            Url = Origin.Replace("http:", "https:", StringComparison.Ordinal),
            Secure = true,
            HttpOnly = true,
        },
    ]);
}
