using IdentityServer.Accounts;
using IdentityServer.Accounts.Codes;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>A recovery code in place of the code of an app that is lost.</summary>
[Property("Case", "RC-17")]
internal sealed class SheetSignInTests
{
    private const string Address = "bob@example.com";

    private PasswordPeople people;
    private Visitor bob;
    private Guid account;
    private IReadOnlyList<string> sheet;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        account = await people.AddAsync();
        bob = new(people.Host);
        await AuthenticatorPhone.SetUpAsync(people.Host, account);
        sheet = await DrawAsync(account);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task After_the_password_it_signs_in_and_is_worth_no_more_than_the_password()
    {
        var response = await bob.Http.SendFormAsync(await HalfwayAsync(bob), ("Code", sheet[3]));

        var latest = (await SessionsAsync()).Single().LatestEvent;
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/sign-in/passkey"));
        Assert.That((latest.Method, latest.Acr, latest.Amr), Is.EqualTo((AuthenticationMethod.Password, "urn:idp:loa:1", new[] { "pwd" })));
        Assert.That((await bob.Http.GetAsync("/account/security/codes")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test]
    public async Task Its_owner_hears_of_it_with_the_number_left()
    {
        await bob.Http.SendFormAsync(await HalfwayAsync(bob), ("Code", sheet[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));

        var mail = (await new MailBox(people.Host).AllAsync(Address)).Single(it => it.Subject == "A recovery code was used");
        Assert.That(mail.Text, Does.Contain("Codes left").And.Contain("9"));
        Assert.That(await people.Host.EventsAsync("recoverycode.used"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_code_that_was_used_signs_in_nobody_else()
    {
        await bob.Http.SendFormAsync(await HalfwayAsync(bob), ("Code", sheet[0]));
        using var thief = new Visitor(people.Host);

        await ShouldBeRefusedAsync(thief, sheet[0]);

        Assert.That(await SessionsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Somebody_elses_code_opens_nothing()
    {
        var others = await DrawAsync(await people.AddAsync("eve"));

        await ShouldBeRefusedAsync(bob, others[0]);

        Assert.That(await SessionsAsync(), Is.Empty);
        Assert.That(await people.Host.EventsAsync("recoverycode.failed"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_sheet_that_was_never_typed_back_opens_nothing()
    {
        var pending = await people.Host.Get<RecoveryCodes>().DrawAsync(account, CancellationToken.None);

        await ShouldBeRefusedAsync(bob, pending[0]);
    }

    [Test]
    public async Task Of_fifty_posts_of_one_code_one_opens_a_session()
    {
        var visitors = Enumerable.Range(0, 10).Select(_ => new Visitor(people.Host)).ToList();
        List<(Visitor Visitor, string Path, FormUrlEncodedContent Form)> forms = [];
        foreach (var visitor in visitors)
        {
            var page = await HalfwayAsync(visitor);
            for (var copy = 0; copy < 5; copy++)
                forms.Add((visitor, page, await FormAsync(visitor, page, sheet[0])));
        }

        await Task.WhenAll(forms.Select(it => Task.Run(() => it.Visitor.Http.PostAsync(it.Path, it.Form))));

        Assert.That(await SessionsAsync(), Has.Count.EqualTo(1));
        Assert.That(await people.Host.EventsAsync("recoverycode.used"), Is.EqualTo(1));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Test]
    public async Task Two_codes_at_once_for_one_password_spend_one()
    {
        var page = await HalfwayAsync(bob);
        var forms = new[] { await FormAsync(bob, page, sheet[0]), await FormAsync(bob, page, sheet[1]) };

        await Task.WhenAll(forms.Select(form => Task.Run(() => bob.Http.PostAsync(page, form))));

        Assert.That(await people.Host.EventsAsync("recoverycode.used"), Is.EqualTo(1));
        Assert.That((await people.Host.Get<RecoveryCodes>().SheetOfAsync(account, CancellationToken.None)).Unused.Count(), Is.EqualTo(9));
    }

    [Test]
    public async Task A_sheet_without_the_password_opens_nothing()
    {
        using var thief = new Visitor(people.Host);

        var response = await thief.Http.GetAsync("/sign-in/recovery-code");

        Assert.That(response.Headers.Location!.ToString(), Does.StartWith("/sign-in/password"));
    }

    [Test]
    public async Task Another_browser_cannot_finish_what_one_began()
    {
        var page = await HalfwayAsync(bob);
        using var thief = new Visitor(people.Host);

        Assert.That((await thief.Http.GetAsync(page)).Headers.Location!.ToString(), Does.StartWith("/sign-in/password"));
    }

    [Test]
    public async Task A_locked_account_stays_locked()
    {
        var page = await HalfwayAsync(bob);
        var form = await FormAsync(bob, page, sheet[0]);
        await people.ChangeAsync(database => database.Set<Account>().Where(it => it.Id == account)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.State, AccountState.LockedDown)));

        var response = await bob.Http.PostAsync(page, form);

        Assert.That(response.Headers.Location!.ToString(), Does.StartWith("/sign-in/password"));
        Assert.That(await people.Host.EventsAsync("recoverycode.used"), Is.Zero);
        Assert.That(await SessionsAsync(), Is.Empty);
    }

    [Test]
    public async Task Five_wrong_codes_later_the_password_is_asked_for_again()
    {
        var page = await HalfwayAsync(bob);
        var form = await FormAsync(bob, page, "07-0000-0000-0000-0000");
        for (var guess = 0; guess < 5; guess++)
            await bob.Http.PostAsync(page, form);

        Assert.That((await bob.Http.GetAsync(page)).Headers.Location!.ToString(), Does.StartWith("/sign-in/password"));
    }

    private static async Task<string> HalfwayAsync(Visitor visitor)
    {
        var page = await visitor.Http.ReadPageAsync((await PasswordPeople.SignInAsync(visitor.Http)).Headers.Location!.ToString());
        return page.QuerySelector("#recovery-code")!.GetAttribute("href")!;
    }

    private static async Task ShouldBeRefusedAsync(Visitor visitor, string code)
    {
        var answer = await visitor.Http.SendFormAsync(await HalfwayAsync(visitor), ("Code", code));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This code does not match"));
    }

    private static async Task<FormUrlEncodedContent> FormAsync(Visitor visitor, string path, string code)
    {
        var page = await visitor.Http.ReadPageAsync(path);
        return new(page.QuerySelectorAll("main form input[type=hidden]").Select(it => KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value")!))
            .Append(new("Code", code)));
    }

    private async Task<IReadOnlyList<string>> DrawAsync(Guid owner)
    {
        var codes = people.Host.Get<RecoveryCodes>();
        var drawn = await codes.DrawAsync(owner, CancellationToken.None);
        Assert.That(await codes.ConfirmAsync(owner, Guid.NewGuid(), drawn[9], CancellationToken.None), Is.True);
        return drawn;
    }

    private async Task<List<Session>> SessionsAsync()
    {
        await using var database = await people.Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Session>().AsNoTracking().Where(it => it.AccountId == account).ToListAsync();
    }
}
