using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Passkeys;

internal sealed class SignInPageTests : BrowserTest
{
    private VirtualAuthenticator device;

    [SetUp]
    public async Task OpenAsync()
    {
        // A device without passkeys: its prompt ends at once.
        device = await Authenticators.AddInternalAsync();
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

    [Test, Property("Case", "UX-03")]
    public async Task A_prompt_that_another_one_replaces_has_not_failed()
    {
        var signIn = new SignInScreen(Page);
        await device.TouchAsync(false);
        using var person = await Person.MakeAsync(Host);
        await device.AddAsync(person.Passkey);
        var calls = await PendingCalls.WatchAsync(Page);
        await Page.ReloadAsync();
        await calls.ShouldHaveBegunAsync(1);

        await signIn.UsePasskey.ClickAsync();
        await calls.ShouldHaveBegunAsync(2);
        await signIn.ContinueAsync(person.Name);
        await calls.ShouldHaveBegunAsync(3);
        await signIn.UsePasskey.ClickAsync();
        await calls.ShouldHaveBegunAsync(4);

        Assert.That(await calls.MostAsync(), Is.EqualTo(1));
        await Assertions.Expect(signIn.Alert).ToBeHiddenAsync();
        await Assertions.Expect(signIn.OtherMethods).Not.ToBeFocusedAsync();
        await Assertions.Expect(Page.Locator("#ceremony-status")).ToHaveTextAsync("Your browser asks you now. Follow its steps.");
        await device.TouchAsync(true);
        await signIn.ContinueAsync(person.Name);
        await signIn.ShouldBeSignedInAsync();
    }

    private async Task<IEnumerable<string>> AbilitiesAsync() =>
        (await Host.CountsAsync(Measures.Capabilities)).Select(it => $"{it.Labels["capability"]} {it.Labels["able"]}");
}
