using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Audit.Events;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A counter that did not advance, a backup flag that changed: what the server makes of them.</summary>
internal sealed class CounterTests
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

    [Test, Property("Case", "8.6")]
    public async Task A_hundred_sign_ins_without_a_counter_are_fine()
    {
        for (var time = 0; time < 100; time++)
            Assert.That(await StatusAsync(counter: 0), Is.EqualTo(HttpStatusCode.OK));

        Assert.That(await EventsAsync(PasskeyEvents.CounterAnomaly.Name), Is.Zero);
    }

    [Test, Property("Case", "8.6")]
    public async Task A_counter_that_advances_is_kept()
    {
        await StatusAsync(counter: 5);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await StatusAsync(counter: 6);

        var passkey = await PasskeyAsync();
        Assert.That(passkey.Counter, Is.EqualTo(6));
        Assert.That(passkey.LastUsedAt, Is.EqualTo(host.Clock.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
    }

    [TestCase(6u, Description = "stands still")]
    [TestCase(5u, Description = "goes back")]
    [TestCase(0u, Description = "is lost")]
    [Property("Case", "8.6")]
    public async Task A_synced_passkey_whose_counter_does_not_advance_signs_in_and_opens_nothing_more(uint counter)
    {
        await StatusAsync(counter: 6);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await StatusAsync(counter), Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await PasskeyAsync()).Counter, Is.EqualTo(6));
        Assert.That(await EventsAsync(PasskeyEvents.CounterAnomaly.Name), Is.EqualTo(1));
        host.Clock.Advance(TimeSpan.FromMinutes(6)); // the first sign-in's window has closed
        var add = await ada.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Settings" });
        Assert.That(await CodeOf(add), Is.EqualTo("fresh_verification_required"));
    }

    [Test, Property("Case", "8.6")]
    public async Task A_key_that_never_leaves_its_device_is_refused_once_and_suspended_the_second_time()
    {
        using var bob = await KeyAsync();
        await bob.SignInAsync(draft => draft with { Counter = 10 });
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var first = await bob.SignInAsync(draft => draft with { Counter = 9 });
        Assert.That(await CodeOf(first), Is.EqualTo("passkey_refused"));
        Assert.That((await PasskeyAsync(1)).SuspendedAt, Is.Null);

        var second = await bob.SignInAsync(draft => draft with { Counter = 9 });
        Assert.That(await CodeOf(second), Is.EqualTo("passkey_refused"));
        Assert.That((await PasskeyAsync(1)).SuspendedFor, Is.EqualTo(PasskeySuspension.CounterAnomaly));
        Assert.That(await EventsAsync(PasskeyEvents.Suspended.Name), Is.EqualTo(1));

        var honest = await bob.SignInAsync(draft => draft with { Counter = 11 });
        Assert.That(await CodeOf(honest), Is.EqualTo("passkey_refused"));
        Assert.That(await EventsAsync(PasskeyEvents.LoginFailed.Name, "cred_suspended"), Is.EqualTo(1));
    }

    [Test, Property("Case", "8.6")]
    public async Task Two_sign_ins_that_overtook_each_other_are_no_anomaly()
    {
        using var bob = await KeyAsync();

        Assert.That((await bob.SignInAsync(draft => draft with { Counter = 8 })).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await bob.SignInAsync(draft => draft with { Counter = 7 })).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        Assert.That((await PasskeyAsync(1)).Counter, Is.EqualTo(8));
        Assert.That(await EventsAsync(PasskeyEvents.CounterAnomaly.Name), Is.Zero);
    }

    [Test, Property("Case", "8.6")]
    public async Task A_step_up_is_refused_where_the_counter_went_back_and_the_second_time_the_passkey_is_suspended()
    {
        await StatusAsync(counter: 6);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var first = await ada.StepUpAsync(draft => draft with { Counter = 5 });

        Assert.That(await CodeOf(first), Is.EqualTo("passkey_refused"));
        Assert.That((await PasskeyAsync()).LastAnomalyAt, Is.EqualTo(host.Clock.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That((await PasskeyAsync()).SuspendedAt, Is.Null);
        Assert.That(await EventsAsync(PasskeyEvents.CounterAnomaly.Name), Is.EqualTo(1));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await ada.StepUpAsync(draft => draft with { Counter = 5 });

        Assert.That(await CodeOf(second), Is.EqualTo("passkey_refused"));
        Assert.That((await PasskeyAsync()).SuspendedFor, Is.EqualTo(PasskeySuspension.CounterAnomaly));
        Assert.That(await EventsAsync(PasskeyEvents.CounterAnomaly.Name), Is.EqualTo(2));
    }

    [Test, Property("Case", "WA-09")]
    public async Task A_passkey_that_is_no_longer_backed_up_signs_in_and_its_owner_can_see_it()
    {
        Assert.That((await PasskeyAsync()).BackedUp, Is.True);
        var response = await ada.SignInAsync(draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.BackedUp) });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await PasskeyAsync()).BackedUp, Is.False);
        Assert.That(await EventsAsync(PasskeyEvents.BackupChanged.Name), Is.EqualTo(1));
    }

    [Test, Property("Case", "WA-09")]
    public async Task A_passkey_that_turns_from_one_kind_into_the_other_is_refused()
    {
        var response = await ada.SignInAsync(draft => draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.BackedUp | SoftFlags.BackupEligible)) });

        Assert.That(await CodeOf(response), Is.EqualTo("passkey_refused"));
        Assert.That(await EventsAsync(PasskeyEvents.LoginFailed.Name, "be_changed"), Is.EqualTo(1));
        Assert.That((await PasskeyAsync()).BackupEligible, Is.True);
    }

    [Test, Property("Case", "S3-39")]
    public async Task The_owner_hears_of_each_counter_that_did_not_advance()
    {
        await new MailBox(host).GiveAddressAsync("ada", "ada@example.com");
        using var bob = await KeyAsync();
        await bob.SignInAsync(draft => draft with { Counter = 10 });
        await StatusAsync(counter: 6);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await MailsAsync("behaved oddly"), Is.Zero);

        await StatusAsync(counter: 5); // lets in, with less
        Assert.That(await MailsAsync("behaved oddly"), Is.EqualTo(1));
        await bob.SignInAsync(draft => draft with { Counter = 9 }); // refused
        Assert.That(await MailsAsync("behaved oddly"), Is.EqualTo(2));

        await bob.SignInAsync(draft => draft with { Counter = 9 });
        Assert.That(await MailsAsync("no longer accept"), Is.EqualTo(1));
        Assert.That(await MailsAsync("behaved oddly"), Is.EqualTo(2));
    }

    // A security key of the same account: it counts, and nothing of it leaves it.
    private async Task<Visitor> KeyAsync()
    {
        await ada.SignInAsync();
        var key = ada.WithAnotherDevice();
        await key.EnrolAsync(bend: draft => draft with { Flags = (byte)(draft.Flags & ~(SoftFlags.BackedUp | SoftFlags.BackupEligible)) });
        foreach (var passkey in key.Device.Passkeys)
            (passkey.BackedUp, passkey.BackupEligible) = (false, false);
        return key;
    }

    private async Task<HttpStatusCode> StatusAsync(uint counter) =>
        (await ada.SignInAsync(draft => draft with { Counter = counter })).StatusCode;

    private async Task<Passkey> PasskeyAsync(int number = 0)
    {
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        return (await host.Get<PasskeyStore>().OfAccountAsync(account!.Id, CancellationToken.None))[number];
    }

    private async Task<int> MailsAsync(string subject) =>
        (await new MailBox(host).AllAsync("ada@example.com")).Count(mail => mail.Subject.Contains(subject, StringComparison.Ordinal));

    private Task<int> EventsAsync(string type, string? reason = null) => host.EventsAsync(type, reason);

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
