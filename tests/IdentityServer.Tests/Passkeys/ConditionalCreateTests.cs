using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Passkeys;
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

    // The sign-in with a password lives in another room; what it leaves behind is a session with this event.
    private async Task<Visitor> WithPasswordAsync()
    {
        await ada.SignInAsync();
        var now = host.Clock.GetUtcNow();
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        var session = (await host.Get<SessionStore>().OfAccountAsync(account!.Id, CancellationToken.None)).Single();
        var unit = new Unit();
        SessionStore.Renew(unit, session, session.With(new(now, AuthenticationMethod.Password, null) { Amr = ["pwd"] }, session.SecretHash, now));
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
