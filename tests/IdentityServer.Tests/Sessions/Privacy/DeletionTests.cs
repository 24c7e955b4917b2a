using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Holds;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Approvals;
using IdentityServer.Sessions.Privacy;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions.Privacy;

/// <summary>An account is closed at once, kept for a while in case of regret, then gone.</summary>
[Property("Case", "OP-52")]
internal sealed class DeletionTests
{
    private const string Delete = "/account/privacy/delete";

    private PrivacyPerson person;

    [SetUp]
    public async Task SignInAsync() => person = await PrivacyPerson.SignInAsync();

    [TearDown]
    public ValueTask StopAsync() => person.DisposeAsync();

    [Test]
    public async Task Whoever_is_not_sure_deletes_nothing()
    {
        var answer = await person.Browser.SendFormAsync(Delete);

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Tick the box"));
        Assert.That((await person.AccountAsync())!.State, Is.EqualTo(AccountState.Active));
    }

    [Test, Property("Case", "SU-30")]
    public async Task A_sign_in_of_this_moment_is_not_enough()
    {
        var answer = await person.Browser.SendFormAsync(Delete, ("Sure", "true"));

        Assert.That(answer.Headers.Location?.ToString(), Does.StartWith("/step-up?"));
        Assert.That((await person.AccountAsync())!.State, Is.EqualTo(AccountState.Active));
    }

    [Test, Property("Case", "SU-19")]
    public async Task The_proof_for_the_export_does_not_delete()
    {
        await person.SendWithPasskeyAsync("/account/privacy/export");

        var answer = await person.Browser.SendFormAsync(Delete, ("Sure", "true"));

        Assert.That(answer.Headers.Location?.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "RC-20")]
    public async Task During_a_hold_it_has_to_wait()
    {
        var unit = new Unit();
        person.Host.Get<HoldStore>().Begin(unit, (await person.AccountAsync())!.Id, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await person.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That((await person.Browser.GetAsync(Delete)).Headers.Location?.ToString(), Is.EqualTo("/account/on-hold"));
    }

    [Test]
    public async Task The_last_administrator_stays()
    {
        await JoinAdministratorsAsync((await person.AccountAsync())!.Id);

        var page = await person.Browser.GetStringAsync(Delete);
        var refused = await RequestAsync();

        Assert.That(page, Does.Contain("You are the only one").And.Not.Contain("delete-account"));
        Assert.That(refused, Is.Null);
    }

    [Test]
    public async Task Of_two_administrators_who_leave_at_once_one_stays()
    {
        var ada = (await person.AccountAsync())!.Id;
        var bob = await NewAccountAsync("bob", AccountState.Active);
        await JoinAdministratorsAsync(ada, bob);
        var deletions = person.Host.Get<AccountDeletions>();

        var links = await Task.WhenAll(deletions.RequestAsync(SessionOf(ada), CancellationToken.None), deletions.RequestAsync(SessionOf(bob), CancellationToken.None));

        Assert.That(links.Count(link => link is not null), Is.EqualTo(1));
    }

    [TestCase(AccountState.Disabled)]
    [TestCase(AccountState.Deleted)]
    [TestCase(AccountState.LockedDown)]
    public async Task An_administrator_who_cannot_come_in_does_not_count(object state)
    {
        var bob = await NewAccountAsync("bob", (AccountState)state);
        await JoinAdministratorsAsync((await person.AccountAsync())!.Id, bob);

        Assert.That(await RequestAsync(), Is.Null);
    }

    [Test]
    public async Task Everything_ends_at_once_and_nobody_comes_in_any_more()
    {
        using var elsewhere = person.Ada.OnAnotherBrowser();
        await elsewhere.SignInAsync();

        var answer = await person.DeleteAsync();

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(AccountDeletions.ClosedPath));
        Assert.That((await person.AccountAsync())!.State, Is.EqualTo(AccountState.Deleted));
        Assert.That((await person.Ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        elsewhere.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.That((await elsewhere.Http.GetAsync("/account/passkeys")).Headers.Location?.ToString(), Does.StartWith("/sign-in"));
        Assert.That(await person.Host.EventsAsync(AccountEvents.DeletionRequested.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task Looking_at_the_link_takes_nothing_back()
    {
        await person.DeleteAsync();
        using var mailReader = person.Host.NewBrowser();

        var first = await mailReader.GetAsync((await person.UndoLinkAsync()).PathAndQuery);
        var page = await mailReader.GetStringAsync(AccountDeletions.ClosedPath);

        Assert.That(first.Headers.Location?.OriginalString, Is.EqualTo(AccountDeletions.ClosedPath), "the secret leaves the address");
        Assert.That(page, Does.Contain("Keep my account"));
        Assert.That((await person.AccountAsync())!.State, Is.EqualTo(AccountState.Deleted));
    }

    [Test]
    public async Task The_button_takes_it_back_once_and_lets_nobody_in()
    {
        await person.DeleteAsync();
        var link = (await person.UndoLinkAsync()).PathAndQuery;

        using var mailReader = await PressAsync(link);
        Assert.That((await person.AccountAsync())!.State, Is.EqualTo(AccountState.Active));
        Assert.That((await person.Mails.AllAsync(PrivacyPerson.Address)).Select(mail => mail.Subject), Does.Contain("Your account stays"));
        mailReader.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.That((await mailReader.GetAsync("/account/passkeys")).Headers.Location?.ToString(), Does.StartWith("/sign-in"));
        Assert.That((await person.Ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        await mailReader.GetAsync(link);
        Assert.That(await mailReader.GetStringAsync(AccountDeletions.ClosedPath), Does.Contain("nothing to take back"));
    }

    [Test]
    public async Task At_the_end_of_the_grace_it_is_too_late_even_before_the_job_came()
    {
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14));

        using var mailReader = person.Host.NewBrowser();
        await mailReader.GetAsync((await person.UndoLinkAsync()).PathAndQuery);

        Assert.That(await mailReader.GetStringAsync(AccountDeletions.ClosedPath), Does.Contain("nothing to take back"));
    }

    [Test]
    public async Task Before_the_end_of_the_grace_nothing_is_erased()
    {
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));

        await person.EraseAsync();

        Assert.That(await person.AccountAsync(), Is.Not.Null);
        Assert.That(await person.InDatabaseAsync(database => database.Users.CountAsync(it => it.NormalizedUserName == "ADA")), Is.EqualTo(1), "the name is still taken");
    }

    [Test]
    public async Task Who_was_opened_again_by_an_operator_is_not_erased_behind_their_back()
    {
        await person.DeleteAsync();
        using var mailReader = await PressAsync((await person.UndoLinkAsync()).PathAndQuery);
        person.Host.Clock.Advance(TimeSpan.FromDays(30));

        await person.EraseAsync();

        Assert.That(await person.AccountAsync(), Is.Not.Null);
    }

    [Test]
    public async Task After_the_grace_no_row_knows_the_person()
    {
        var account = (await person.AccountAsync())!;
        await person.Browser.GetAsync("/account/passkeys");
        await person.Ada.AskAsync("step-up", new { });
        using var guest = new Visitor(person.Host);
        await guest.Http.SendFormAsync("/sign-in/approval", ("identifier", "ada"));
        Assert.That(await person.InDatabaseAsync(database => database.Set<SignInApproval>().CountAsync(it => it.AccountId == account.Id)), Is.EqualTo(1));
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14));

        await person.EraseAsync();

        Assert.That(await EveryRow.WithAsync(person.Host, account.Id, "ada", "ADA", PrivacyPerson.Address), Is.Empty);
    }

    [Test]
    public async Task What_happened_stays_recorded_and_leads_to_nobody()
    {
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14));

        await person.EraseAsync();

        Assert.That(await person.Host.EventsAsync(AccountEvents.Erased.Name), Is.EqualTo(1));
        Assert.That(await person.Host.EventsAsync(AccountEvents.DeletionRequested.Name), Is.EqualTo(1));
        Assert.That(await person.InDatabaseAsync(database => database.Set<AuditSubject>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Erasing_twice_is_erasing_once()
    {
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14));

        await Task.WhenAll(person.EraseAsync(), person.EraseAsync());

        Assert.That(await person.Host.EventsAsync(AccountEvents.Erased.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_has_no_mailbox_is_shown_the_link()
    {
        await person.Mails.GiveAddressAsync("ada", PrivacyPerson.Address, verified: false);

        await person.DeleteAsync();

        Assert.That(await person.Browser.GetStringAsync(AccountDeletions.ClosedPath), Does.Contain($"{Visitor.Origin}{AccountDeletions.ClosedPath}?link="));
    }

    private async Task<HttpClient> PressAsync(string link)
    {
        var mailReader = person.Host.NewBrowser();
        await mailReader.GetAsync(link);
        var answer = await mailReader.SendFormAsync(AccountDeletions.ClosedPath);
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo($"{AccountDeletions.ClosedPath}?kept=True"));
        return mailReader;
    }

    private async Task<Handle?> RequestAsync() =>
        await person.Host.Get<AccountDeletions>().RequestAsync(SessionOf((await person.AccountAsync())!.Id), CancellationToken.None);

    private Session SessionOf(Guid account) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = account,
        SecretHash = [],
        CreatedAt = person.Host.Clock.GetUtcNow(),
        LastSeenAt = person.Host.Clock.GetUtcNow(),
        ExpiresAt = person.Host.Clock.GetUtcNow(),
        Device = "",
        Events = [],
    };

    private async Task<Guid> NewAccountAsync(string name, AccountState state)
    {
        var account = new NewAccount(Guid.CreateVersion7(), name);
        var unit = new Unit();
        account.AddTo(unit, person.Host.Clock.GetUtcNow());
        Assert.That(await person.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None), Is.EqualTo(UnitOutcome.Committed));
        await person.InDatabaseAsync(database => database.Users.Where(it => it.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.State, state)));
        return account.Id;
    }

    private async Task JoinAdministratorsAsync(params Guid[] accounts) => await person.InDatabaseAsync(database =>
    {
        database.AddRange(accounts.Select(account => new GroupMember { AccountId = account, Group = GroupMember.Administrators, Since = person.Host.Clock.GetUtcNow() }));
        return database.SaveChangesAsync();
    });
}
