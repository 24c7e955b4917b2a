using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Accounts;

/// <summary>What a person sees of their own account, and the emergency brake.</summary>
internal sealed class AccountPagesTests : BrowserTest
{
    [Test]
    public async Task A_person_looks_through_the_account_and_locks_it()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await Expect(Page.GetByText("This device")).ToBeVisibleAsync();
        await ShouldLookRightAsync("sessions");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).ClickAsync();
        await Expect(Page.GetByText("Sign-in with a passkey")).ToBeVisibleAsync();
        await ShouldLookRightAsync("activity");

        await Page.GotoAsync("/account/sessions/end/all");
        await ShouldLookRightAsync("sessions-end-all");

        await Page.GotoAsync("/account/sessions");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Lock my account" }).ClickAsync();
        await ShouldLookRightAsync("lock");
        await Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lock my account now" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your account is locked" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("locked");

        // Autofill offers the passkey at once, and it opens nothing any more.
        Complaints.Expect(400);
        await Page.GotoAsync("/account/sessions");
        await Expect(new SignInScreen(Page).Alert).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }
}
