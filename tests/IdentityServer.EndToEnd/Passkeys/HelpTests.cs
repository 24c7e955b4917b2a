using System.Text.RegularExpressions;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Somebody who never heard of passkeys reads about them, and goes on where they were.</summary>
[Property("Case", "S1-90")]
internal sealed class HelpTests : BrowserTest
{
    [Test]
    public async Task From_the_sign_in_page_and_back_in_the_middle_of_a_journey()
    {
        await Page.GotoAsync("/account/privacy");
        await Expect(Page).ToHaveURLAsync(new Regex("/sign-in\\?interaction="));
        var door = Page.Url;

        await Page.GetByRole(AriaRole.Link, new() { Name = "What is a passkey?" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "About passkeys" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("help");
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();

        await Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(new Uri(door).PathAndQuery) + "$"));
    }

    [Test]
    public async Task From_the_page_of_passkeys_and_from_the_foot_of_every_page()
    {
        using var person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
        await Page.GotoAsync("/sign-in");
        await new SignInScreen(Page).ShouldBeSignedInAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "About passkeys" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Your passkeys" }).ClickAsync();
        await Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Help" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "About passkeys" })).ToBeVisibleAsync();
    }
}
