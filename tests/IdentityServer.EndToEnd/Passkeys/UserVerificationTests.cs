using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Where every sign-in must show that the device verified its person.</summary>
internal sealed class UserVerificationTests : BrowserTest
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("IdentityServer:Passkeys:RequireUserVerification", "true")];

    private SignInScreen SignIn => new(Page);

    [Test]
    public async Task A_device_that_skips_it_is_told_to_do_it()
    {
        Complaints.Expect(400);
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);
        await device.LieAsync(badUserVerification: true);

        await SignIn.UsePasskey.ClickAsync();

        await Expect(SignIn.Alert).ToContainTextAsync("Unlock with your fingerprint, face or PIN to continue.");
        await Host.ShouldCountAsync("login modal verify_ok: uv_required");
    }

    [Test]
    public async Task A_finger_that_is_not_known_signs_nobody_in()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);
        await device.RecognizeUserAsync(false);

        await SignIn.UsePasskey.ClickAsync();

        await Expect(SignIn.Alert).ToContainTextAsync("No passkey was used.");
        await Host.ShouldCountAsync("login modal browser_resolved: NotAllowedError");
    }
}
