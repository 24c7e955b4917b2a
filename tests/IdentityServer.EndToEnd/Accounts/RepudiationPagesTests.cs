using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Accounts;

/// <summary>From the mail of a strange sign-in to an account that is safe, and still usable.</summary>
internal sealed class RepudiationPagesTests : BrowserTest
{
    [Test]
    public async Task Somebody_who_did_not_sign_in_secures_the_account_from_the_mail()
    {
        using var person = await Person.MakeAsync(Host);
        var mails = new MailBox(Host);
        await mails.GiveAddressAsync(person.Name, $"{person.Name}@example.com");
        var device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await SignInAsync();
        await Context.ClearCookiesAsync();
        await SignInAsync();

        await Page.GotoAsync((await mails.NextAsync($"{person.Name}@example.com")).LinkTo("/not-me").PathAndQuery);
        await Expect(Page.GetByText("Somebody signed in to your account on a new device")).ToBeVisibleAsync();
        await ShouldLookRightAsync("not-me");
        await Page.GetByRole(AriaRole.Button, new() { Name = "It wasn’t me: secure my account" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your account is secured" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("not-me-done");
        await SignInAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sensitive changes have to wait" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("on-hold");
    }

    private async Task SignInAsync()
    {
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
    }
}
