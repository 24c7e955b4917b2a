using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.OpenId.Grants;
using IdentityServer.Sessions.States;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions;

internal sealed class AccountStateTests
{
    private TestHost host;
    private Visitor ada;
    private Visitor thief;

    [SetUp]
    public async Task SignInTwiceAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        thief = ada.OnAnotherBrowser();
        await thief.SignInAsync();
        await ada.SignInAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        thief.Dispose();
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task Locking_needs_a_fresh_proof()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var late = await ada.Http.GetAsync("/account/lock");

        Assert.That(late.Headers.Location?.OriginalString, Does.StartWith("/step-up?interaction="));
    }

    [Test]
    public async Task Locking_needs_a_tick()
    {
        var response = await ada.Http.SendFormAsync("/account/lock");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Tick the box first"));
        Assert.That(await IsSignedInAsync(thief), Is.True);
    }

    [Test]
    public async Task Locking_ends_everything_at_once_and_says_so()
    {
        var mails = new MailBox(host);
        await mails.GiveAddressAsync("ada", "ada@example.com");
        await AllowAnAppAsync();

        var response = await ada.Http.SendFormAsync("/account/lock", ("Sure", "true"));

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/locked"));
        Assert.That(await IsSignedInAsync(thief), Is.False);
        Assert.That(await IsSignedInAsync(ada), Is.False);
        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await mails.NextAsync("ada@example.com")).Subject, Is.EqualTo("Your account is locked"));
        await using var database = await NewContextAsync();
        Assert.That(await database.Set<Grant>().AllAsync(grant => grant.RevokedAt != null), Is.True);
        Assert.That(await database.Set<AuditEvent>().AnyAsync(row => row.Type == "account.locked_down" && row.Person != null), Is.True);
    }

    [Test, Property("Case", "7.4.2")]
    public async Task Disabling_ends_everything_and_enabling_lets_the_passkey_in_again()
    {
        var states = host.Get<AccountStates>();

        await states.DisableAsync(await FindAsync(), Actor.System, CancellationToken.None);
        var refused = await ada.SignInAsync();
        var ended = await IsSignedInAsync(ada);
        await states.EnableAsync(await FindAsync(), Actor.System, CancellationToken.None);
        var accepted = await ada.SignInAsync();

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(ended, Is.False);
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await IsSignedInAsync(thief), Is.False);
    }

    [Test]
    public async Task Of_two_who_disable_at_once_one_does()
    {
        var facts = await FindAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => host.Get<AccountStates>().DisableAsync(facts, Actor.System, CancellationToken.None)));

        Assert.That(outcomes, Is.EquivalentTo(new[] { true, false }));
    }

    [TestCase(AccountState.Active)]
    [TestCase(AccountState.Deleted)]
    public async Task What_is_not_closed_or_is_gone_cannot_be_enabled(AccountState state)
    {
        var facts = await FindAsync() with { State = state };

        Assert.That(await host.Get<AccountStates>().EnableAsync(facts, Actor.System, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task A_session_that_slipped_in_while_the_account_was_locked_opens_no_page()
    {
        await using (var database = await NewContextAsync())
            await database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.State, AccountState.LockedDown));

        var response = await ada.Http.GetAsync("/account/sessions");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private async Task AllowAnAppAsync()
    {
        var now = host.Clock.GetUtcNow();
        await using var database = await NewContextAsync();
        database.Add(new Grant
        {
            Id = new byte[32],
            AccountId = (await FindAsync()).Id,
            ClientId = "app",
            SessionId = Guid.CreateVersion7(),
            Access = [],
            Authentication = [],
            CreatedAt = now,
            ExpiresAt = now.AddDays(1),
            IdleExpiresAt = now.AddDays(1),
            Generation = 1,
        });
        await database.SaveChangesAsync();
    }

    private async Task<AccountFacts> FindAsync() => (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!;

    private static async Task<bool> IsSignedInAsync(Visitor visitor) =>
        (await visitor.Http.GetAsync("/account/sessions")).StatusCode is HttpStatusCode.OK;

    private Task<IdentityServerDbContext> NewContextAsync() => host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
}
