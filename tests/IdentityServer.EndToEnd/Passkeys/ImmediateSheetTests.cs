using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Chromium shows at once what the device has, where an operator switched that on.</summary>
internal sealed class ImmediateSheetTests : BrowserTest
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("IdentityServer:Passkeys:ImmediateSheet", "true")];

    private SignInScreen SignIn => new(Page);

    [Test, Property("Case", "UX-15")]
    public async Task A_passkey_on_this_device_is_used_at_once()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);

        await SignIn.UsePasskey.ClickAsync();

        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync("login immediate browser_resolved");
    }

    [Test, Property("Case", "UX-15")]
    public async Task Where_there_is_none_the_usual_prompt_follows()
    {
        await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();

        await SignIn.AskInVainAsync(SignIn.UsePasskey);

        await Expect(SignIn.Alert).ToContainTextAsync("No passkey was used.");
        await Host.ShouldCountAsync("login immediate browser_resolved: NotAllowedError", "login modal browser_resolved: NotAllowedError");
    }
}
