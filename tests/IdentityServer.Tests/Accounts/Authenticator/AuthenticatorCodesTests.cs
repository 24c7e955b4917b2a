using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Authenticator;
using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Accounts.Authenticator;

[Property("Case", "ASVS-6.5.1")]
internal sealed class AuthenticatorCodesTests
{
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.7");

    private TestHost host;
    private Guid account;
    private AuthenticatorPhone phone;

    private AuthenticatorCodes Codes => host.Get<AuthenticatorCodes>();

    [SetUp]
    public async Task StartAsync()
    {
        host = new();
        using var ada = await Visitor.SetUpAsync(host);
        account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await new MailBox(host).GiveAddressAsync("ada", "ada@example.com");
        phone = await AuthenticatorPhone.SetUpAsync(host, account);
    }

    [TearDown]
    public ValueTask StopAsync() => host.DisposeAsync();

    [Test]
    public async Task A_code_is_good_once_and_so_is_every_one_before_it()
    {
        var earlier = phone.Code(-1);

        Assert.That(await UseAsync(phone.Code()), Is.True);
        Assert.That(await UseAsync(phone.Code()), Is.False);
        Assert.That(await UseAsync(earlier), Is.False);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await UseAsync(phone.Code()), Is.True);
    }

    [TestCase(-2, false)]
    [TestCase(-1, true)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    public async Task A_clock_may_be_wrong_by_one_step(int steps, bool accepted) => Assert.That(await UseAsync(phone.Code(steps)), Is.EqualTo(accepted));

    [Test]
    public async Task A_code_used_ahead_of_time_takes_the_ones_before_with_it()
    {
        Assert.That(await UseAsync(phone.Code(1)), Is.True);

        Assert.That(await UseAsync(phone.Code()), Is.False);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await UseAsync(phone.Code()), Is.False);
    }

    [Test]
    public async Task Of_fifty_who_send_one_code_at_once_one_is_believed()
    {
        var code = phone.Code();

        var uses = await Task.WhenAll(Enumerable.Range(0, 50).Select(guest => Task.Run(() => UseAsync(code, IPAddress.Parse($"203.0.{guest}.1")))));

        Assert.That(uses.Count(used => used), Is.EqualTo(1));
    }

    [Test]
    public async Task The_code_that_set_the_app_up_signs_nobody_in()
    {
        await RemoveAsync();
        var settingUp = host.Get<AuthenticatorSettingUp>();
        var session = Guid.NewGuid();
        await settingUp.BeginAsync(account, session, CancellationToken.None);
        var pending = (await settingUp.OfAsync(account, session, CancellationToken.None)).Pending!;
        var fresh = AuthenticatorPhone.Typed(host, settingUp.KeyOf(pending)!.Text);

        Assert.That(await UseAsync(fresh.Code()), Is.False, "nothing counts before it is confirmed");
        Assert.That(await settingUp.ConfirmAsync(pending, fresh.Code(), CancellationToken.None), Is.True);
        Assert.That(await UseAsync(fresh.Code()), Is.False);
    }

    [Test]
    public async Task Somebody_elses_app_and_a_row_that_was_moved_open_nothing()
    {
        Assert.That(await Codes.CheckAsync(Guid.NewGuid(), phone.Code(), Home, null, CancellationToken.None), Is.TypeOf<AuthenticatorUse.Refused>());

        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await database.Set<AuthenticatorApp>().ExecuteUpdateAsync(set => set.SetProperty(app => app.Id, Guid.NewGuid()));

        Assert.That(await UseAsync(phone.Code()), Is.False);
    }

    [Test]
    public async Task A_removed_app_opens_nothing_until_it_is_taken_back()
    {
        var session = Guid.NewGuid();
        await RemoveAsync();
        Assert.That(await UseAsync(phone.Code()), Is.False);

        var settingUp = host.Get<AuthenticatorSettingUp>();
        host.Clock.Advance(TimeSpan.FromHours(23));
        var removed = (await settingUp.OfAsync(account, session, CancellationToken.None)).Removed!;
        Assert.That(await settingUp.RestoreAsync(removed, session, CancellationToken.None), Is.True);
        Assert.That(await UseAsync(phone.Code()), Is.True);

        await RemoveAsync();
        removed = (await settingUp.OfAsync(account, session, CancellationToken.None)).Removed!;
        host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.That((await settingUp.OfAsync(account, session, CancellationToken.None)).Removed, Is.Null);
        Assert.That(await settingUp.RestoreAsync(removed, session, CancellationToken.None), Is.False, "a day later it is gone");
    }

    [Test]
    public async Task Guesses_are_slowed_down_where_they_come_from_and_nowhere_else()
    {
        for (var guess = 0; guess < 5; guess++)
            Assert.That(await UseAsync(phone.WrongCode()), Is.False);

        Assert.That(await Codes.CheckAsync(account, phone.Code(), Home, null, CancellationToken.None), Is.TypeOf<AuthenticatorUse.TooMany>());
        Assert.That(await UseAsync(phone.Code(), IPAddress.Parse("203.0.113.9")), Is.True, "its owner, elsewhere");
    }

    [Test]
    public async Task A_hundred_wrong_codes_end_the_app_and_its_owner_hears_of_it_once()
    {
        for (var guess = 0; guess < 102; guess++)
        {
            await UseAsync(phone.WrongCode(), IPAddress.Parse($"203.0.{guess}.1"));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(await UseAsync(phone.Code()), Is.False);
        Assert.That((await new MailBox(host).AllAsync("ada@example.com")).Select(mail => mail.Subject),
            Is.EquivalentTo(["An authenticator app counts for your account", "Your authenticator app no longer works"]));

        phone = await AuthenticatorPhone.SetUpAsync(host, account);
        Assert.That(await UseAsync(phone.Code()), Is.True, "what was guessed at the old one is not held against the new one");
    }

    private async Task<bool> UseAsync(string code, IPAddress? address = null) =>
        await Codes.CheckAsync(account, code, address ?? Home, null, CancellationToken.None) is AuthenticatorUse.Accepted use
        && await host.Get<IHotTables>().WriteAsync(await Codes.AddUseAsync(new(), use, address ?? Home, null, CancellationToken.None), CancellationToken.None) is UnitOutcome.Committed;

    private async Task RemoveAsync()
    {
        var settingUp = host.Get<AuthenticatorSettingUp>();
        var active = (await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Active!;
        Assert.That(await settingUp.RemoveAsync(active, Guid.NewGuid(), CancellationToken.None), Is.True);
    }
}
