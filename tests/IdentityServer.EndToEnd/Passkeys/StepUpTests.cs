using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Confirming that it is you, for each class of actions, and what is refused there.</summary>
internal sealed class StepUpTests : BrowserTest
{
    private Person person;
    private VirtualAuthenticator device;

    private ILocator UsePasskey => Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" });

    private ILocator Asked => Page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" });

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

    [Test, Property("Case", "SU-30")]
    public async Task Class_C_after_a_quarter_of_an_hour_and_what_it_opens_is_not_B()
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(15));

        await Page.GotoAsync("/account/activity");
        await Expect(Page.GetByText("It has been a while")).ToBeVisibleAsync();
        await ShouldLookRightAsync("step-up-moderate");
        await UsePasskey.ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Activity" })).ToBeVisibleAsync();
        await Page.GotoAsync("/account/passkeys/add");
        await Expect(Asked).ToBeVisibleAsync();
    }

    [Test, Property("Case", "SU-32")]
    public async Task Class_B_after_five_minutes_and_what_was_sent_too_late_goes_on_by_itself()
    {
        var (elsewhere, keys) = await OpenOtherDeviceAsync();
        await (await keys.AddInternalAsync()).AddAsync(person.Passkey);
        await new SignInScreen(elsewhere).OpenAsync();
        await new SignInScreen(elsewhere).ShouldBeSignedInAsync();
        await Page.GotoAsync("/account/sessions/end/others");
        Host.Clock.Advance(TimeSpan.FromMinutes(5));

        await Page.Locator("main form button[type=submit]").ClickAsync();
        await Expect(Asked).ToBeVisibleAsync();
        await UsePasskey.ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions" })).ToBeVisibleAsync();
        await Expect(Page.GetByText("This device")).ToBeVisibleAsync();
        await Expect(Page.Locator("main .things > li")).ToHaveCountAsync(1);
    }

    [Test, Property("Case", "SU-18")]
    public async Task Another_persons_passkey_confirms_nothing()
    {
        using var other = await Person.MakeAsync(Host);
        foreach (var credential in await device.CredentialsAsync())
            await device.ForgetAsync(credential);
        await device.AddAsync(other.Passkey);
        await Page.RouteAsync("**/passkeys/step-up/options", async route =>
        {
            // A browser that does not keep to the list.
            var response = await route.FetchAsync();
            var question = JsonNode.Parse(await response.TextAsync())!;
            question["publicKey"]!["allowCredentials"] = new JsonArray();
            await route.FulfillAsync(new() { Response = response, Body = question.ToJsonString(JsonSerializerOptions.Default) });
        });
        Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await Page.GotoAsync("/account/passkeys/add");
        Complaints.Expect(400);

        await UsePasskey.ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Page.GotoAsync("/account/passkeys/add");
        await Expect(Asked).ToBeVisibleAsync();
        Assert.That(await Host.EventsAsync("stepup.failed", "cred_not_allowed"), Is.EqualTo(1));
    }
}
