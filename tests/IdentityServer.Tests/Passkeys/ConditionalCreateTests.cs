using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A passkey that the browser makes by itself after a password was used.</summary>
internal sealed class ConditionalCreateTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test, Property("Case", "WA-04")]
    public async Task After_a_password_a_passkey_is_made_without_a_touch()
    {
        using var browser = await WithPasswordAsync();

        var response = await browser.EnrolAsync("Conditional", bend: Untouched);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        var passkey = (await PasskeysAsync())[1];
        Assert.That(passkey.BornIn, Is.EqualTo(PasskeyOrigin.Conditional));
        Assert.That(passkey.UserVerified, Is.False);
    }

    [Test, Property("Case", "WA-04")]
    public async Task After_a_passkey_sign_in_none_is_made()
    {
        await ada.SignInAsync();

        var response = await ada.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Conditional" });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test, Property("Case", "WA-04")]
    public async Task A_password_of_some_time_ago_is_no_occasion()
    {
        using var browser = await WithPasswordAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var response = await browser.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Conditional" });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test, Property("Case", "WA-04")]
    public async Task Without_a_touch_no_other_occasion_is_served()
    {
        await ada.SignInAsync();
        using var key = ada.WithAnotherDevice();

        var response = await key.EnrolAsync(bend: Untouched);

        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("up_missing"));
    }

    [Test, Property("Case", "WA-04")]
    public async Task Even_where_the_browser_claims_to_have_verified_its_person_nobody_was_asked()
    {
        using var browser = await WithPasswordAsync();

        await browser.EnrolAsync("Conditional");

        Assert.That((await PasskeysAsync())[1].UserVerified, Is.False);
    }

    [Test, Property("Case", "WA-04")]
    public async Task Its_first_sign_in_is_one_factor_however_often_it_says_that_it_verified_its_person()
    {
        using var browser = await WithPasswordAsync();
        await browser.EnrolAsync("Conditional", bend: Untouched);
        using var elsewhere = browser.OnAnotherBrowser();

        for (var time = 0; time < 2; time++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.That((await elsewhere.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            var last = (await SessionsAsync())[0].LatestEvent;
            Assert.That(last, Has.Property("UserVerified").False.And.Property("Acr").EqualTo(AcrValues.OneFactor));
        }

        Assert.That((await PasskeysAsync())[1].UserVerified, Is.False);
        Assert.That((await elsewhere.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Settings" })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test, Property("Case", "WA-04")]
    public async Task It_opens_no_step_up_and_is_not_even_offered_for_one()
    {
        using var browser = await WithPasswordAsync();
        await browser.EnrolAsync("Conditional", bend: Untouched);
        using var elsewhere = browser.OnAnotherBrowser();
        await elsewhere.SignInAsync();

        var (ceremony, options) = await elsewhere.AskAsync("step-up", new { });
        var offered = JsonDocument.Parse(options).RootElement.GetProperty("allowCredentials").EnumerateArray();
        var response = await elsewhere.AnswerAsync("step-up", ceremony, elsewhere.Device.Get(Unlisted(options))!);

        Assert.That(offered.Select(it => it.GetProperty("id").GetString()), Is.EqualTo([Base64Url.EncodeToString((await PasskeysAsync())[0].CredentialId)]));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.EventsAsync("stepup.failed", "cred_not_allowed"), Is.EqualTo(1));
    }

    [Test, Property("Case", "WA-04")]
    public async Task Another_passkey_vouches_for_it_and_from_then_on_it_counts_in_full()
    {
        using var browser = await WithPasswordAsync();
        await browser.EnrolAsync("Conditional", bend: Untouched);
        await ada.SignInAsync();

        var vouched = await browser.StepUpAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var elsewhere = browser.OnAnotherBrowser();
        await elsewhere.SignInAsync();

        Assert.That(vouched.StatusCode, Is.EqualTo(HttpStatusCode.OK), await vouched.Content.ReadAsStringAsync());
        Assert.That((await PasskeysAsync())[1].UserVerified, Is.True);
        Assert.That(await host.EventsAsync("webauthn.uv.trusted"), Is.EqualTo(1));
        Assert.That((await SessionsAsync())[0].LatestEvent.Acr, Is.EqualTo(AcrValues.PhishingResistant));
        Assert.That((await elsewhere.StepUpAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test, Property("Case", "WA-04")]
    public async Task It_does_not_open_an_account_that_operates_this_server()
    {
        using var operators = new TestHost();
        using var ida = await Visitor.SetUpAsync(operators);
        await MarkUnverifiedAsync(operators);

        var response = await ida.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await operators.EventsAsync("webauthn.login.failed", "cred_not_allowed"), Is.EqualTo(1));
    }

    private static async Task MarkUnverifiedAsync(TestHost host)
    {
        var mark = new Statement("""UPDATE "Passkeys" SET "UserVerified" = @verified""");
        await host.Get<IHotTables>().WriteAsync(new Unit().Add(mark, false), CancellationToken.None);
    }

    private async Task<List<Session>> SessionsAsync()
    {
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        return await host.Get<SessionStore>().OfAccountAsync(account!.Id, CancellationToken.None);
    }

    // As a browser would ask that ignores the list.
    private static string Unlisted(string options)
    {
        var bent = JsonNode.Parse(options)!.AsObject();
        bent.Remove("allowCredentials");
        return bent.ToJsonString();
    }

    // The sign-in with a password lives in another room; what it leaves behind is a session with this event.
    private async Task<Visitor> WithPasswordAsync()
    {
        await ada.SignInAsync();
        var now = host.Clock.GetUtcNow();
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        var session = (await host.Get<SessionStore>().OfAccountAsync(account!.Id, CancellationToken.None)).Single();
        var unit = new Unit();
        SessionStore.Renew(unit, session, session.With(new(now, AuthenticationMethod.Password, null) { Amr = ["pwd"] }, session.SecretHash, new(session.Device, session.Country), now));
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
        return ada.WithAnotherDevice();
    }

    private async Task<List<Passkey>> PasskeysAsync()
    {
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        return await host.Get<PasskeyStore>().OfAccountAsync(account!.Id, CancellationToken.None);
    }

    private static RegistrationDraft Untouched(RegistrationDraft draft) =>
        draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.UserPresent | SoftFlags.UserVerified)) };
}
