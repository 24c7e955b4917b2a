using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Accounts;

/// <summary>A second device asks to be let in; the first has the passkey.</summary>
internal sealed class ApprovalPagesTests : BrowserTest
{
    private Person person;
    private IPage other;

    [SetUp]
    public async Task SignInAsync()
    {
        person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
        (other, _) = await OpenOtherDeviceAsync();
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test]
    public async Task The_number_on_the_other_screen_lets_it_in()
    {
        var number = await AskAsync();
        await Appearance.CheckAsync(other, "approval-wait");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Security" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "See who asks" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Chrome on Linux" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("approve");
        await ApproveAsync(number);

        await Expect(Page.GetByText("The other browser is signed in")).ToBeVisibleAsync();
        await ShouldLookRightAsync("approve-none");
        await new SignInScreen(other).ShouldBeSignedInAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await Expect(other.GetByText("approved on another device")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_wrong_number_lets_nobody_in()
    {
        var number = await AskAsync();

        await Page.GotoAsync("/account/approve");
        await ApproveAsync(number is "10" ? "11" : "10");

        await Expect(Page.GetByText("That was not the number, so nobody was let in")).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "This browser was not let in" })).ToBeVisibleAsync();
        await Appearance.CheckAsync(other, "approval-denied");
        await other.GotoAsync("/account/passkeys");
        await Expect(other).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    private async Task<string> AskAsync()
    {
        await new SignInScreen(other).OpenAsync();
        await new SignInScreen(other).OtherMethods.ClickAsync();
        await Appearance.CheckAsync(other, "sign-in-other");
        await other.GetByRole(AriaRole.Link, new() { Name = "Use another device" }).ClickAsync();
        await Appearance.CheckAsync(other, "approval-ask");
        await other.GetByLabel("E-mail or user name").FillAsync(person.Name);
        await other.GetByRole(AriaRole.Button, new() { Name = "Show a number" }).ClickAsync();
        return await other.Locator("#number-to-match").InnerTextAsync();
    }

    private async Task ApproveAsync(string number)
    {
        await Page.GetByLabel("Number on the other screen").FillAsync(number);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Let it in", Exact = true }).ClickAsync();
    }
}
