using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Shared;

internal sealed class HomeTests : BrowserTest
{
    [Test]
    public async Task Home_says_what_this_is_and_looks_right()
    {
        var home = new HomePage(Page);
        await home.OpenAsync();

        await Expect(home.Heading).ToHaveTextAsync("Sign in to IdentityServer");
        await Expect(home.SignIn).ToHaveAttributeAsync("href", "/sign-in");
        await ShouldLookRightAsync("home");
    }

    [Test]
    public async Task The_chosen_language_stays()
    {
        var home = new HomePage(Page);
        await home.OpenAsync();

        await home.SwitchToAsync("Deutsch");
        await home.OpenAsync();
        await Expect(home.Heading).ToHaveTextAsync("Bei IdentityServer anmelden");

        await home.SwitchToAsync("English");
        await home.OpenAsync();
        await Expect(home.Heading).ToHaveTextAsync("Sign in to IdentityServer");
    }

    [Test]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        await new HomePage(Page).OpenAsync();

        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByText("Skip to content")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Main)).ToBeFocusedAsync();
    }
}
