using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Authenticators that lie, copies, flags that change: one sentence for the person, the reason in the funnel.</summary>
internal sealed class RefusalTests : BrowserTest
{
    private const string Refused = "We could not sign you in with that passkey.";

    private SignInScreen SignIn => new(Page);

    [SetUp]
    public void ExpectRefusals() => Complaints.Expect(400);

    [Test]
    public async Task A_bad_signature_is_refused()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);
        await device.LieAsync(bogusSignature: true);

        await SignIn.UsePasskey.ClickAsync();

        await Expect(SignIn.Alert).ToContainTextAsync(Refused);
        await Host.ShouldCountAsync("login modal verify_ok: bad_signature");
    }

    [Test]
    public async Task An_autofill_that_the_server_refuses_says_so_too()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await device.LieAsync(bogusSignature: true);

        await SignIn.OpenAsync();

        await Expect(SignIn.Alert).ToContainTextAsync(Refused);
        await Host.ShouldCountAsync("login conditional verify_ok: bad_signature");
    }

    [Test, Property("Case", "WA-06")]
    public async Task A_passkey_nobody_knows_is_refused_and_forgotten_by_the_browser()
    {
        using var stranger = new SoftPasskey("localhost", new byte[64]);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(stranger);

        await SignIn.UsePasskey.ClickAsync();

        await Expect(SignIn.Alert).ToContainTextAsync(Refused);
        await Host.ShouldCountAsync("login modal verify_ok: cred_unknown");
        Assert.That(await device.CredentialsAsync(), Is.Empty);
    }

    [Test, Property("Case", "8.6")]
    public async Task A_copy_of_a_key_is_refused_and_the_second_time_suspended()
    {
        using var person = await Person.MakeAsync(Host, synced: false, counter: 50);
        var key = await Authenticators.AddUsbAsync();
        await key.AddAsync(person.Passkey, signCount: 3);

        for (var time = 0; time < 2; time++)
        {
            await SignIn.OpenWithKeysOnlyAsync();
            await SignIn.UsePasskey.ClickAsync();
            await Expect(SignIn.Alert).ToContainTextAsync(Refused);
        }

        await Host.ShouldCountAsync("login modal verify_ok: counter_anomaly");
        Assert.That(await Host.EventsAsync("credential.suspended"), Is.EqualTo(1));
    }

    [Test, Property("Case", "WA-09")]
    public async Task A_passkey_that_claims_to_be_of_another_kind_is_refused()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);
        await device.SetAsync((await device.CredentialsAsync()).Single(), backupEligible: false, backedUp: false);

        await SignIn.UsePasskey.ClickAsync();

        await Expect(SignIn.Alert).ToContainTextAsync(Refused);
        await Host.ShouldCountAsync("login modal verify_ok: be_changed");
    }

    [Test, Property("Case", "WA-09")]
    public async Task A_passkey_that_is_no_longer_backed_up_signs_in_and_says_so()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);
        await device.SetAsync((await device.CredentialsAsync()).Single(), backedUp: false);

        await SignIn.UsePasskey.ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "This passkey is no longer backed up" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("passkey-backup-lost");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await SignIn.ShouldBeSignedInAsync();
        await Expect(Page.GetByText("Can sync, but is not backed up now.")).ToBeVisibleAsync();
        await Host.ShouldCountAsync("login modal session");
    }

    [Test, Property("Case", "UX-14")]
    public async Task An_answer_to_an_old_question_is_asked_again()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);
        await Page.RouteAsync("**/passkeys/sign-in", async route =>
        {
            Host.Clock.Advance(TimeSpan.FromMinutes(11));
            await route.ContinueAsync();
        }, new() { Times = 1 });

        await SignIn.UsePasskey.ClickAsync();

        // The fresh question is answered by autofill here, because the virtual authenticator never hesitates.
        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync("login modal verify_ok: challenge_expired");
    }

}
