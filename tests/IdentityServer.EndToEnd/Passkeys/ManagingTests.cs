using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>One's own passkeys: another one, a better name, away with it, and never without any.</summary>
internal sealed class ManagingTests : BrowserTest
{
    private Person person;
    private VirtualAuthenticator device;

    private PasskeysScreen Passkeys => new(Page);

    [SetUp]
    public async Task SignInAsync()
    {
        person = await Person.MakeAsync(Host);
        device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test, Property("Case", "UX-24")]
    public async Task A_second_passkey_on_a_key_is_offered_renamed_and_removed()
    {
        var key = await Authenticators.AddUsbAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await ShouldLookRightAsync("passkeys-add");
        await Page.GetByRole(AriaRole.Button, new() { Name = "On a security key" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your passkey is ready" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Add another passkey" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("passkeys-created");
        Assert.That(await key.CredentialsAsync(), Has.Count.EqualTo(1));

        await Passkeys.OpenAsync();
        await ShouldLookRightAsync("passkeys-two");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Rename" }).Last.ClickAsync();
        await ShouldLookRightAsync("passkeys-rename");
        await Passkeys.OpenAsync();
        await Passkeys.RenameAsync("Security key", "Key in the drawer");
        await Expect(Passkeys.Card("Key in the drawer")).ToBeVisibleAsync();

        await Passkeys.BeginRemovalAsync("Key in the drawer");
        await ShouldLookRightAsync("passkeys-remove");
        await Passkeys.ConfirmRemovalAsync();
        await Expect(Page.GetByText("“Key in the drawer” was removed and opens nothing any more.")).ToBeVisibleAsync();
        await Expect(Passkeys.Card("Key in the drawer")).ToHaveCountAsync(0);

        // The page has told the password manager which passkeys are left.
        await Assert.ThatAsync(key.CredentialsAsync, Is.Empty.After(5000, 100));
        Assert.That(await device.CredentialsAsync(), Has.Count.EqualTo(1));
        await Host.ShouldCountAsync("register unknown page_view", "register modal options_issued", "register modal prompt_invoked", "register modal browser_resolved", "register modal verify_ok");
    }

    [Test, Property("Case", "UX-54")]
    public async Task The_last_passkey_stays()
    {
        await Passkeys.BeginRemovalAsync("My passkey");

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "“My passkey” is your only working passkey" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" })).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Add another passkey" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("passkeys-last");
        await Host.ShouldCountAsync("login conditional session");
    }

    [Test, Property("Case", "UX-25")]
    public async Task A_device_that_has_one_already_says_so()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "On this device" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("already has a passkey for your account");
        await Host.ShouldCountAsync("register modal browser_resolved: InvalidStateError");
    }

    [Test, Property("Case", "UX-57")]
    public async Task A_lost_device_takes_its_passkey_and_its_sessions_with_it()
    {
        await Authenticators.AddUsbAsync();
        await Passkeys.AddAsync("On a security key");
        await Passkeys.OpenAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Lost a device?" }).ClickAsync();
        await ShouldLookRightAsync("passkeys-lost");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove and sign out" }).ClickAsync();
        await Expect(Page.GetByText("Choose at least one passkey").First).ToBeVisibleAsync();
        await Page.GetByLabel("My passkey").CheckAsync();
        await Page.GetByLabel("Security key").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove and sign out" }).ClickAsync();
        await Expect(Page.GetByText("Keep at least one passkey that works.").First).ToBeVisibleAsync();

        await Page.GetByLabel("My passkey").UncheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove and sign out" }).ClickAsync();
        await Expect(Page.GetByText("What was on the lost device opens nothing any more.")).ToBeVisibleAsync();
        await Expect(Passkeys.Card("Security key")).ToHaveCountAsync(0);
        await Host.ShouldCountAsync("login conditional session", "register modal browser_resolved", "register modal verify_ok");
    }

    [Test]
    public async Task After_a_while_it_is_confirmed_that_it_is_you()
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(6));

        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("step-up");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Add a passkey" })).ToBeVisibleAsync();
        await Host.ShouldCountAsync("step_up unknown page_view", "step_up modal options_issued", "step_up modal prompt_invoked", "step_up modal browser_resolved", "step_up modal session");
    }
}
