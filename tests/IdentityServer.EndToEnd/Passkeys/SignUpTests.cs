using System.Text.RegularExpressions;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Audit;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.OpenId;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.OpenId.Clients;
using IdentityServer.TestKit;
using IdentityServer.TestKit.OpenId;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>From a link to an account on two devices, one of which is shut out again.</summary>
internal sealed class SignUpTests : BrowserTest
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("IdentityServer:SignUp:Mode", "Open")];

    [Test]
    public async Task An_invited_person_makes_a_passkey_gives_another_device_one_and_signs_that_device_out()
    {
        await Authenticators.AddInternalAsync();
        var (_, link) = await Host.Get<Invitations>().MakeAsync(new(1, TimeSpan.FromDays(1)), Actor.System, CancellationToken.None);
        await Page.GotoAsync(link.PathAndQuery);
        await Expect(Page.GetByText("You are invited.")).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync($"{Origin}/sign-up/new");
        await ShouldLookRightAsync("sign-up-invited");

        await Page.GetByLabel("User name").FillAsync("grace");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();

        var (phone, keys) = await OpenOtherDeviceAsync();
        var thumb = await keys.AddInternalAsync();
        await PairAsync(phone);
        await phone.GetByRole(AriaRole.Link, new() { Name = "Sign in with it" }).ClickAsync();
        await new SignInScreen(phone).ShouldBeSignedInAsync();

        await Page.GotoAsync("/account/sessions");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Sign out", Exact = true })).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Sign out", Exact = true }).Last.ClickAsync();
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Sign out", Exact = true })).ToHaveCountAsync(1);

        await thumb.TouchAsync(false);
        await phone.GotoAsync("/account/sessions");
        await Expect(phone).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Test]
    public async Task Somebody_without_an_invitation_proves_a_mailbox()
    {
        await Authenticators.AddInternalAsync();
        await Page.GotoAsync("/sign-in");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await ShouldLookRightAsync("sign-up");
        await Page.GetByLabel("E-mail").FillAsync("alan@example.com");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(Page.GetByText("We sent a mail to alan@example.com.")).ToBeVisibleAsync();
        await ShouldLookRightAsync("sign-up-sent");

        await Page.GotoAsync((await new MailBox(Host).NextAsync("alan@example.com")).LinkTo("/sign-up/confirm").PathAndQuery);
        await Expect(Page.GetByLabel("User name")).ToHaveValueAsync("alan");
        await ShouldLookRightAsync("sign-up-mailbox");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();

        await Page.GotoAsync("/account/email");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "alan@example.com" })).ToBeVisibleAsync();
        await Page.GotoAsync("/sign-up/new");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "This link cannot be used" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("sign-up-invalid");
    }

    [Test, Property("Case", "S1-38")]
    public async Task Somebody_whom_an_app_sent_is_offered_another_passkey_and_goes_on_to_the_app()
    {
        await using var app = await ReturnPage.OpenAsync();
        await Host.Get<ClientRegistry>().SaveAsync(
            A.Client() with { Name = "Photo Archive", RedirectUris = [app.Callback], FirstParty = true }, Actor.System, CancellationToken.None);
        await Authenticators.AddInternalAsync(synced: false);
        await Page.GotoAsync("/connect/authorize?" + A.AuthorizationParameters([("redirect_uri", app.Callback)]).ToForm());
        await Page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await Page.GetByLabel("E-mail").FillAsync("edsger@example.com");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(Page.GetByText("We sent a mail to edsger@example.com.")).ToBeVisibleAsync();
        await Page.GotoAsync((await new MailBox(Host).NextAsync("edsger@example.com")).LinkTo("/sign-up/confirm").PathAndQuery);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Add a second way in" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("another-passkey");
        await Authenticators.AddUsbAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "On a security key" }).ClickAsync();

        await Expect(Page).ToHaveURLAsync(new Regex("/callback\\?code="));
    }

    private async Task PairAsync(IPage phone)
    {
        await Page.GotoAsync("/account/passkeys/pair");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" }).ClickAsync();
        var code = await Page.Locator("#pairing-code").InnerTextAsync();

        await phone.GotoAsync("/add");
        await phone.GetByLabel("E-mail or user name").FillAsync("grace");
        await phone.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Yes, same number" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "This device has a passkey" })).ToBeVisibleAsync();
    }
}
