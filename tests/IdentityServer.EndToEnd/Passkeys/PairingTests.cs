using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>A device without a passkey gets one by a code from another.</summary>
internal sealed class PairingTests : BrowserTest
{
    private Person person;

    [SetUp]
    public async Task SignInAsync()
    {
        person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test]
    public async Task The_second_device_types_the_code_is_confirmed_and_signs_in_with_its_own_passkey()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Show a code for another device" }).ClickAsync();
        await ShouldLookRightAsync("pair-begin");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" }).ClickAsync();
        var code = await Page.Locator("#pairing-code").InnerTextAsync();
        await ShouldLookRightAsync("pair-code");

        var (other, keys) = await OpenOtherDeviceAsync();
        await keys.AddInternalAsync();
        await other.GotoAsync("/add");
        await Appearance.CheckAsync(other, "add");
        await other.GetByLabel("E-mail or user name").FillAsync(person.Name);
        await other.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await other.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var number = await other.Locator("#number-to-match").InnerTextAsync();
        await Appearance.CheckAsync(other, "add-compare");

        await Expect(Page.Locator("#number-to-match")).ToHaveTextAsync(number);
        await ShouldLookRightAsync("pair-compare");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Yes, same number" }).ClickAsync();
        await Expect(Page.GetByText("Now make the passkey on the other device")).ToBeVisibleAsync();

        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" })).ToBeVisibleAsync();
        await Appearance.CheckAsync(other, "add-confirmed");
        await other.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "This device has a passkey" })).ToBeVisibleAsync();
        await Appearance.CheckAsync(other, "add-done");

        await Expect(Page.GetByText("The other device has a passkey for your account now")).ToBeVisibleAsync();
        await ShouldLookRightAsync("pair-done");
        await other.GetByRole(AriaRole.Link, new() { Name = "Sign in with it" }).ClickAsync();
        await new SignInScreen(other).ShouldBeSignedInAsync();
    }

    [Test]
    public async Task The_first_device_stops_what_it_does_not_know()
    {
        await Page.GotoAsync("/account/passkeys/pair");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" }).ClickAsync();
        var code = await Page.Locator("#pairing-code").InnerTextAsync();
        var (stranger, _) = await OpenOtherDeviceAsync();
        await stranger.GotoAsync("/add");
        await stranger.GetByLabel("E-mail or user name").FillAsync(person.Name);
        await stranger.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "No, stop" }).ClickAsync();

        await Expect(stranger.GetByText("This code is used up, stopped or too old")).ToBeVisibleAsync();
        await Appearance.CheckAsync(stranger, "add-over");
    }
}
