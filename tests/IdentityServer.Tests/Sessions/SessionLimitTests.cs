using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions;

internal sealed class SessionLimitTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost { Settings = { ["IdentityServer:Sessions:PerAccount"] = "2" } };
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [TestCase(14, true)]
    [TestCase(15, false)]
    public async Task An_administrators_session_ends_when_nobody_used_it_for_a_quarter_of_an_hour(int minutes, bool lives)
    {
        await ada.SignInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That(await IsSignedInAsync(ada), Is.EqualTo(lives));
    }

    [Test]
    public async Task An_administrators_session_ends_after_eight_hours_however_busy()
    {
        await ada.SignInAsync();
        for (var minutes = 10; minutes < 8 * 60; minutes += 10)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.That(await IsSignedInAsync(ada), Is.True, $"after {minutes} minutes");
        }

        host.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.That(await IsSignedInAsync(ada), Is.False);
    }

    [TestCase(true, HttpStatusCode.BadRequest)]
    [TestCase(false, HttpStatusCode.OK)]
    public async Task Presence_alone_signs_in_people_but_no_administrator(bool administrator, HttpStatusCode expected)
    {
        if (!administrator)
            await host.LeaveAllGroupsAsync();

        var response = await ada.SignInAsync(draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserVerified) });

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test, Property("Case", "7.1.2")]
    public async Task One_more_than_allowed_ends_the_one_longest_unused_and_says_so()
    {
        var mails = new MailBox(host);
        await mails.GiveAddressAsync("ada", "ada@example.com");
        using var second = ada.OnAnotherBrowser();
        using var third = ada.OnAnotherBrowser();
        await ada.SignInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await second.SignInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await third.SignInAsync();

        Assert.That(await IsSignedInAsync(ada), Is.False);
        Assert.That(await IsSignedInAsync(second), Is.True);
        Assert.That(await IsSignedInAsync(third), Is.True);
        Assert.That((await mails.AllAsync("ada@example.com")).Select(it => it.Subject), Has.Exactly(1).EqualTo("The oldest of your sign-ins has ended"));
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        Assert.That(await database.Set<AuditEvent>().CountAsync(row => row.Type == "session.evicted" && row.Person != null), Is.EqualTo(1));
    }

    [Test, Property("Case", "7.1.2")]
    public async Task Fifty_who_sign_in_at_once_leave_no_more_than_allowed_and_each_eviction_is_told_once()
    {
        await new MailBox(host).GiveAddressAsync("ada", "ada@example.com");
        var account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await host.LeaveAllGroupsAsync();
        var browsers = Enumerable.Range(0, 50).Select(_ => ada.OnAnotherBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.SignInAsync()));

        Assert.That(answers.Select(it => it.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await host.Get<SessionStore>().OfAccountAsync(account, CancellationToken.None), Has.Count.EqualTo(2));
        Assert.That(await host.EventsAsync("session.evicted"), Is.EqualTo(48));
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        Assert.That(await database.Set<OutboxMessage>().CountAsync(it => it.Kind == "session-evicted"), Is.EqualTo(48), "the mailbox may have had enough before");
        browsers.ForEach(browser => browser.Http.Dispose());
    }

    private static async Task<bool> IsSignedInAsync(Visitor visitor) =>
        (await visitor.Http.GetAsync("/account/sessions")).StatusCode is HttpStatusCode.OK;
}
