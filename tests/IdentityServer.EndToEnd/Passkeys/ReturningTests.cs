using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Somebody comes back to a browser, or comes to a new one with the key of another.</summary>
internal sealed class ReturningTests : BrowserTest
{
    // Who signs out takes everything along; who is greeted is somebody whose session has ended by itself.
    private static readonly TimeSpan SessionsEnd = TimeSpan.FromHours(2);

    private SignInScreen SignIn => new(Page);

    private ILocator Forget => Page.GetByRole(AriaRole.Button, new() { Name = "Remove this account from this device" });

    [Test]
    public async Task Signing_out_forgets_the_person_too()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await SignIn.OpenAsync();
        await SignIn.ShouldBeSignedInAsync();
        await device.TouchAsync(false);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You have been signed out" })).ToBeVisibleAsync();
        await SignIn.OpenAsync();

        await Expect(SignIn.Name).ToBeVisibleAsync();
        await Expect(Forget).ToHaveCountAsync(0);
    }

    [Test, Property("Case", "UX-11")]
    public async Task Whoever_comes_back_is_greeted_and_may_be_somebody_else_or_be_forgotten()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await SignIn.OpenAsync();
        await SignIn.ShouldBeSignedInAsync();
        await device.TouchAsync(false);
        Host.Clock.Advance(SessionsEnd);

        await SignIn.OpenAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "p•••" })).ToBeVisibleAsync();
        await Expect(SignIn.Name).ToBeHiddenAsync();
        await ShouldLookRightAsync("sign-in-returning");
        await Page.GetByText("Use a different account").ClickAsync();
        await Expect(SignIn.Name).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync();
        await device.TouchAsync(true);
        await SignIn.UsePasskey.ClickAsync();
        await SignIn.ShouldBeSignedInAsync();

        await device.TouchAsync(false);
        Host.Clock.Advance(SessionsEnd);
        await SignIn.OpenAsync();
        await Forget.ClickAsync();
        await Expect(SignIn.Name).ToBeVisibleAsync();
        await Expect(Forget).ToHaveCountAsync(0);
    }

    [Test, Property("Case", "UX-12")]
    public async Task After_a_key_the_device_offers_to_keep_a_passkey_once()
    {
        using var person = await Person.MakeAsync(Host, synced: false);
        var device = await Authenticators.AddInternalAsync();
        var key = await Authenticators.AddUsbAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await key.AddAsync(person.Passkey);

        await SignIn.UsePasskey.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Create a passkey on this device" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("passkeys-here");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Not now" }).ClickAsync();
        await SignIn.ShouldBeSignedInAsync();

        Host.Clock.Advance(SessionsEnd);
        await SignIn.OpenAsync();
        await SignIn.ShouldBeSignedInAsync();
        Assert.That(await device.CredentialsAsync(), Is.Empty);
    }

    [Test, Property("Case", "UX-12")]
    public async Task Who_accepts_goes_on_with_a_passkey_more()
    {
        using var person = await Person.MakeAsync(Host, synced: false);
        var device = await Authenticators.AddInternalAsync();
        var key = await Authenticators.AddUsbAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await key.AddAsync(person.Passkey);

        await SignIn.UsePasskey.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();

        await SignIn.ShouldBeSignedInAsync();
        Assert.That(await device.CredentialsAsync(), Has.Count.EqualTo(1));
    }
}
