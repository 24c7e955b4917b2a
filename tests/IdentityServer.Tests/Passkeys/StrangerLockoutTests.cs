using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys;

/// <summary>
/// A hundred failures in a row give an authenticator up. Whoever only knows a name gets the ids of its passkeys from the name
/// step, and must not be able to give them up for their owner.
/// </summary>
internal sealed class StrangerLockoutTests
{
    private const int Cap = 100;

    private TestHost host;
    private Visitor ada;
    private Visitor stranger;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        stranger = ada.OnAnotherBrowser();
    }

    [TearDown]
    public async Task StopAsync()
    {
        stranger.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task A_stranger_who_knows_the_name_cannot_suspend_the_passkey()
    {
        for (var time = 0; time < Cap + 5; time++)
            Assert.That(await StrangersTryAsync(), Is.EqualTo("passkey_refused"));

        Assert.That((await PasskeyAsync()).SuspendedAt, Is.Null);
        Assert.That(await host.EventsAsync(PasskeyEvents.LoginFailed.Name, "bad_signature"), Is.EqualTo(Cap + 5));
        Assert.That(await StatusAsync(ada.SignInAsync()), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_stranger_next_door_does_not_make_the_owner_wait()
    {
        for (var time = 0; time < 10; time++)
            await StrangersTryAsync(pause: TimeSpan.Zero);
        Assert.That(await StrangersTryAsync(pause: TimeSpan.Zero), Is.EqualTo("rate_limited"));

        Assert.That(await StatusAsync(ada.SignInAsync()), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_stranger_who_invents_the_account_s_bytes_is_still_one()
    {
        for (var time = 0; time < Cap; time++)
            await StrangersTryAsync(userHandle: new byte[64]);

        Assert.That((await PasskeyAsync()).FailuresInARow, Is.Zero);
    }

    [Test]
    public async Task A_hundred_failures_of_the_authenticator_itself_suspend_it()
    {
        for (var time = 0; time < Cap; time++)
        {
            Assert.That((await PasskeyAsync()).SuspendedAt, Is.Null);
            await OwnFailureAsync();
        }

        Assert.That((await PasskeyAsync()).SuspendedFor, Is.EqualTo(PasskeySuspension.TooManyFailures));
        Assert.That(await StatusAsync(ada.SignInAsync()), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_success_forgets_the_failures_before_it()
    {
        for (var time = 0; time < Cap - 1; time++)
            await OwnFailureAsync();
        await ada.SignInAsync();

        await OwnFailureAsync();

        Assert.That((await PasskeyAsync()).FailuresInARow, Is.EqualTo(1));
    }

    [Test]
    public async Task Failures_in_the_account_s_own_session_count()
    {
        await ada.SignInAsync();

        var failed = await ada.StepUpAsync(draft => Forged(draft) with { UserHandle = null });
        await ada.StepUpAsync(draft => Forged(draft) with { UserHandle = null });

        Assert.That(await StatusAsync(Task.FromResult(failed)), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await PasskeyAsync()).FailuresInARow, Is.EqualTo(2));
    }

    private async Task<string?> StrangersTryAsync(TimeSpan? pause = null, byte[]? userHandle = null)
    {
        host.Clock.Advance(pause ?? TimeSpan.FromMinutes(2));
        var response = await stranger.SignInAsync(draft => Forged(draft) with { UserHandle = userHandle }, new { identifier = "ada" });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    private async Task OwnFailureAsync()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await StatusAsync(ada.SignInAsync(Forged)), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static AssertionDraft Forged(AssertionDraft draft) => draft with { Signature = [.. new byte[70]] };

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return response.StatusCode;
    }

    private async Task<Passkey> PasskeyAsync()
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Passkey>().SingleAsync();
    }
}
