using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Somebody who can write to the database writes a way in for themselves.</summary>
internal sealed class PasskeySealTests
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

    [Test]
    public async Task A_key_of_ones_own_in_somebodys_row_opens_nothing_and_raises_an_alarm()
    {
        using var thief = new SoftPasskey("localhost", ada.Device.Passkeys[0].UserHandle) { CredentialId = ada.Device.Passkeys[0].CredentialId };
        await TamperAsync(set => set.SetProperty(passkey => passkey.PublicKey, thief.Key.Cose));
        ada.Device.Forget(ada.Device.Passkeys[0]);
        ada.Device.Add(thief);

        await ShouldBeRefusedAsync();
    }

    [Test]
    public Task A_flag_that_was_turned_is_noticed() =>
        TamperAndShouldBeRefusedAsync(set => set.SetProperty(passkey => passkey.BackupEligible, false));

    [Test]
    public Task Hardware_that_was_written_in_is_noticed() =>
        TamperAndShouldBeRefusedAsync(set => set.SetProperty(passkey => passkey.HardwareProtected, true));

    [Test]
    public Task A_seal_that_was_torn_off_is_noticed() =>
        TamperAndShouldBeRefusedAsync(set => set.SetProperty(passkey => passkey.Mac, new byte[32]));

    [Test]
    public async Task Of_fifty_answers_over_a_broken_seal_one_mails_the_owner()
    {
        await using (var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync())
            await database.Set<Account>().ExecuteUpdateAsync(set => set.SetProperty(it => it.Email, "ada@example.com").SetProperty(it => it.EmailConfirmed, true));
        List<(string Ceremony, byte[] Credential)> answers = [];
        for (var number = 0; number < 50; number++)
        {
            var (ceremony, options) = await ada.AskAsync("sign-in", new { });
            answers.Add((ceremony, ada.Device.Get(options)!));
        }

        await TamperAsync(set => set.SetProperty(passkey => passkey.Mac, new byte[32]));
        await Task.WhenAll(answers.Select(it => ada.AnswerAsync("sign-in", it.Ceremony, it.Credential)));

        Assert.That(await host.EventsAsync(PasskeyEvents.Suspended.Name), Is.EqualTo(1));
        Assert.That(await new MailBox(host).AllAsync("ada@example.com"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_verification_that_was_written_in_is_noticed()
    {
        var seal = host.Get<PasskeySeal>();
        var unverified = await PasskeyAsync() with { UserVerified = false };
        var stored = unverified with { Mac = seal.Compute(unverified) };

        Assert.That(seal.Matches(stored), Is.True);
        Assert.That(seal.Matches(stored with { UserVerified = true }), Is.False);
    }

    [Test]
    public async Task A_row_that_claims_less_than_was_sealed_is_believed()
    {
        await TamperAsync(set => set.SetProperty(passkey => passkey.UserVerified, false));

        Assert.That(host.Get<PasskeySeal>().Matches(await PasskeyAsync()), Is.True);
    }

    [Test]
    public async Task What_changes_with_every_use_breaks_no_seal()
    {
        await TamperAsync(set => set.SetProperty(passkey => passkey.Name, "Phone"));

        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_suspended_passkey_opens_nothing_until_it_is_let_in_again()
    {
        await TamperAsync(set => set.SetProperty(passkey => passkey.SuspendedAt, host.Clock.GetUtcNow()));
        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.EventsAsync(PasskeyEvents.LoginFailed.Name, "cred_suspended"), Is.EqualTo(1));

        await TamperAsync(set => set.SetProperty(passkey => passkey.SuspendedAt, (DateTimeOffset?)null));
        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(AccountState.Disabled)]
    [TestCase(AccountState.LockedDown)]
    [TestCase(AccountState.Deleted)]
    public async Task An_account_that_is_not_active_is_not_entered(AccountState state)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await database.Set<Account>().ExecuteUpdateAsync(set => set.SetProperty(account => account.State, state));

        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.EventsAsync(PasskeyEvents.LoginFailed.Name, "user_disabled"), Is.EqualTo(1));
    }

    private async Task TamperAndShouldBeRefusedAsync(Action<UpdateSettersBuilder<Passkey>> change)
    {
        await TamperAsync(change);
        await ShouldBeRefusedAsync();
    }

    private async Task ShouldBeRefusedAsync()
    {
        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.EventsAsync(ServerEvents.IntegrityFailed.Name), Is.EqualTo(1));

        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        Assert.That((await database.Set<Passkey>().SingleAsync()).SuspendedFor, Is.EqualTo(PasskeySuspension.Integrity));
    }

    private async Task<Passkey> PasskeyAsync()
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Passkey>().SingleAsync();
    }

    private async Task TamperAsync(Action<UpdateSettersBuilder<Passkey>> change)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        Assert.That(await database.Set<Passkey>().ExecuteUpdateAsync(change), Is.EqualTo(1));
    }
}
