using IdentityServer.EndToEnd.Browser;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Passkeys;

internal sealed class SignInPageTests : BrowserTest
{
    [SetUp]
    public async Task OpenAsync()
    {
        // A device without passkeys: its prompt ends at once.
        await Authenticators.AddInternalAsync();
        await Page.GotoAsync("/sign-in");
    }

    [Test, Property("Case", "UX-01")]
    public async Task There_is_one_name_field_that_offers_passkeys_and_no_password()
    {
        await Assertions.Expect(Page.GetByLabel("E-mail or user name")).ToHaveAttributeAsync("autocomplete", "username webauthn");
        await Assertions.Expect(Page.Locator("input[type=password]")).ToHaveCountAsync(0);
        await ShouldLookRightAsync("sign-in");
    }

    [Test, Property("Case", "WA-02")]
    public async Task The_browser_says_what_it_can_do()
    {
        await Assert.ThatAsync(AbilitiesAsync, Does.Contain("conditionalGet yes").And.Contains("signalUnknownCredential yes").After(5000, 100));
    }

    [Test, Property("Case", "UX-09")]
    public async Task After_two_prompts_that_led_nowhere_the_other_ways_have_the_focus()
    {
        var button = Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" });

        await button.ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No passkey was used.");
        await button.ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Use another method" })).ToBeFocusedAsync();
    }

    private async Task<IEnumerable<string>> AbilitiesAsync() =>
        (await Host.CountsAsync(Measures.Capabilities)).Select(it => $"{it.Labels["capability"]} {it.Labels["able"]}");
}
