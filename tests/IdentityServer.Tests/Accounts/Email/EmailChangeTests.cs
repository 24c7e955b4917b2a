using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Accounts.Email;

/// <summary>An address becomes somebody's by their own button in their own session, and not otherwise.</summary>
[Property("Case", "RC-14")]
internal sealed class EmailChangeTests
{
    private const string Old = "ada@example.com";
    private const string New = "countess@example.org";

    private TestHost host;
    private Visitor ada;
    private MailBox mails;
    private Guid account;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        mails = new(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync();
        account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task Somebody_without_an_address_adds_one_and_proves_it()
    {
        var asked = await AskAsync(New);
        await OpenAsync(ada, await LinkAsync());
        var pressed = await ada.Http.SendFormAsync("/account/email/confirm");

        Assert.That(asked.Headers.Location?.OriginalString, Is.EqualTo("/account/email"));
        Assert.That(pressed.Headers.Location?.OriginalString, Is.EqualTo("/account/email"));
        Assert.That(await FactsAsync(), Is.EqualTo((New, true)));
        Assert.That((await host.Get<AccountStore>().FindByNameAsync(New.ToUpperInvariant(), CancellationToken.None))?.Id, Is.EqualTo(account));
        Assert.That(await host.EventsAsync("account.email.verified"), Is.EqualTo(1));
    }

    [Test]
    public async Task Asking_and_looking_change_nothing()
    {
        await mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);

        await OpenAsync(ada, await LinkAsync());

        Assert.That(await ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain($"Is {New} yours?"));
        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
    }

    [Test]
    public async Task A_scanner_that_opens_the_link_spends_nothing_and_gets_no_further_than_the_sign_in()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        using var scanner = host.NewBrowser();
        scanner.DefaultRequestHeaders.Add("Accept", "text/html");

        var opened = await scanner.GetAsync(link.PathAndQuery);
        var followed = await scanner.GetAsync(opened.Headers.Location);

        Assert.That(opened.Headers.Location?.OriginalString, Is.EqualTo("/account/email/confirm"));
        Assert.That(opened.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(followed.Headers.Location?.OriginalString, Does.StartWith("/sign-in"));
        Assert.That((await PressAsync(ada, link)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task The_link_works_once()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        await PressAsync(ada, link);

        await OpenAsync(ada, link);

        Assert.That(await ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
    }

    [Test]
    public async Task The_link_works_for_a_day()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        host.Clock.Advance(TimeSpan.FromHours(24));
        await ada.SignInAsync();

        await OpenAsync(ada, link);

        Assert.That(await ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
    }

    [Test]
    public async Task A_later_link_and_calling_off_end_the_one_before()
    {
        await AskAsync(New);
        var first = await LinkAsync();
        await AskAsync("other@example.org");
        var second = (await mails.NextAsync("other@example.org")).LinkTo("/email/confirm");

        await OpenAsync(ada, first);
        Assert.That(await ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));

        await ada.Http.SendFormAsync("/account/email");
        await OpenAsync(ada, second);
        Assert.That(await ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
    }

    [Test]
    public async Task Somebody_else_cannot_be_talked_into_proving_an_address_for_this_account()
    {
        using var bob = await AnotherAsync("bob");
        await AskAsync(New);
        var link = await LinkAsync();

        await OpenAsync(bob, link);

        Assert.That(await bob.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
        Assert.That(await FactsAsync(), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public async Task An_address_that_belongs_to_somebody_looks_the_same_and_only_its_reader_hears_of_it()
    {
        using var bob = await AnotherAsync("bob");
        await mails.GiveAddressAsync("bob", New);

        var free = await AskAsync("free@example.org");
        var afterFree = await ada.Http.GetStringAsync("/account/email");
        var taken = await AskAsync(New);
        var afterTaken = await ada.Http.GetStringAsync("/account/email");

        Assert.That((taken.StatusCode, taken.Headers.Location), Is.EqualTo((free.StatusCode, free.Headers.Location)));
        Assert.That(Strip(afterTaken.Replace(New, "free@example.org", StringComparison.Ordinal)), Is.EqualTo(Strip(afterFree)));
        var mail = await mails.NextAsync(New);
        Assert.That(mail.Subject, Is.EqualTo("This address already has an account"));
        Assert.That(mail.Links.Select(it => it.AbsolutePath), Has.None.StartsWith("/email"));
    }

    [Test]
    public async Task Of_two_accounts_that_ask_for_one_mailbox_the_first_to_prove_it_has_it()
    {
        using var bob = await AnotherAsync("bob");
        await AskAsync(New);
        var adas = await LinkAsync();
        await bob.Http.SendFormAsync("/account/email/change", ("Email", New));
        var bobs = await LinkAsync();

        await PressAsync(bob, bobs);
        var pressed = await PressAsync(ada, adas);

        Assert.That(await pressed.Content.ReadAsStringAsync(), Does.Contain("Another account uses this address by now"));
        Assert.That(await FactsAsync(), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public async Task The_address_before_is_told_at_once_and_hears_of_everything_for_seven_days()
    {
        await mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        Assert.That((await mails.NextAsync(Old)).Subject, Is.EqualTo("A new e-mail address was asked for"));
        await PressAsync(ada, await LinkAsync());
        Assert.That((await mails.NextAsync(Old)).Subject, Is.EqualTo("Your e-mail address was changed"));

        await AddPasskeyAsync();
        Assert.That((await mails.NextAsync(Old)).Subject, Is.EqualTo("A passkey was added to your account"));
        Assert.That((await mails.NextAsync(New)).Subject, Is.EqualTo("A passkey was added to your account"));

        host.Clock.Advance(TimeSpan.FromDays(7));
        await ada.SignInAsync();
        await AddPasskeyAsync();
        Assert.That((await mails.NextAsync(New)).Subject, Is.EqualTo("A passkey was added to your account"));
        Assert.That(await mails.AllAsync(Old), Has.Count.EqualTo(3));
    }

    [TestCase("A new e-mail address was asked for")]
    [TestCase("Your e-mail address was changed")]
    public async Task The_address_before_takes_the_change_back_and_nothing_changes_for_a_week(string mail)
    {
        await mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await PressAsync(ada, await LinkAsync());
        var undo = (await mails.AllAsync(Old)).Single(it => it.Subject == mail).LinkTo("/not-me");
        using var reader = host.NewBrowser();

        await reader.GetAsync(undo.PathAndQuery);
        Assert.That(await reader.GetStringAsync("/not-me"), Does.Contain("The e-mail address of your account was changed"));
        await reader.SendFormAsync("/not-me");

        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
        Assert.That((await ada.Http.GetAsync("/account/email")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await host.EventsAsync("account.email.undo"), Is.EqualTo(1));
        await ada.SignInAsync();
        Assert.That((await ada.Http.GetAsync("/account/email/change")).Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
    }

    [TestCase(AccountState.Deleted)]
    [TestCase(AccountState.LockedDown)]
    public async Task The_address_before_takes_the_change_back_even_from_an_account_that_was_closed_since(AccountState state)
    {
        await mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);
        await PressAsync(ada, await LinkAsync());
        await using (var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync())
            await database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.State, state));
        using var reader = host.NewBrowser();

        await reader.GetAsync((await mails.AllAsync(Old))[^1].LinkTo("/not-me").PathAndQuery);
        await reader.SendFormAsync("/not-me");

        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
    }

    [Test]
    public async Task What_was_asked_for_before_a_hold_is_not_proven_during_it()
    {
        await AskAsync(New);
        var unit = new Unit();
        host.Get<HoldStore>().Begin(unit, account, HoldKind.Recovery, TimeSpan.FromDays(1));
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        var pressed = await PressAsync(ada, await LinkAsync());

        Assert.That(pressed.Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
        Assert.That(await FactsAsync(), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public async Task It_asks_for_a_fresh_passkey()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var page = await ada.Http.GetAsync("/account/email/change");

        Assert.That(page.Headers.Location?.OriginalString, Does.StartWith("/step-up"));
    }

    [TestCase("")]
    [TestCase("nobody")]
    [TestCase("a@b@example.com")]
    [TestCase("ada lovelace@example.com")]
    [TestCase("ada@example.com\r\nBcc: eve@example.com")]
    [TestCase("\"ada\"@example.com")]
    [TestCase("ada@[127.0.0.1]")]
    public async Task What_is_no_address_is_refused_beside_the_field_and_stays_there(string typed)
    {
        var answer = await ada.Http.SendFormAsync("/account/email/change", ("Email", typed));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.That(page, Does.Contain("Enter an e-mail address, such as"));
        Assert.That(page, Does.Contain(WebUtility.HtmlEncode(typed.Split('\r')[0])));
    }

    [Test]
    public async Task One_s_own_address_needs_no_change()
    {
        await mails.GiveAddressAsync("ada", Old);

        var answer = await AskAsync("ADA@example.com");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This is your address already"));
    }

    [Test]
    public async Task An_account_asks_five_times_an_hour()
    {
        for (var time = 0; time < 5; time++)
            await AskAsync($"ada{time}@example.org");

        var sixth = await AskAsync("ada5@example.org");

        Assert.That(sixth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await sixth.Content.ReadAsStringAsync(), Does.Contain("ada5@example.org").And.Contain("Too many links were asked for"));
        Assert.That(await mails.AllAsync("ada5@example.org"), Is.Empty);
    }

    [Test]
    public async Task A_mailbox_gets_five_links_an_hour_whoever_asks()
    {
        using var bob = await AnotherAsync("bob");
        for (var time = 0; time < 5; time++)
            await AskAsync(New);

        var sixth = await bob.Http.SendFormAsync("/account/email/change", ("Email", New));

        Assert.That(sixth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    private Task<HttpResponseMessage> AskAsync(string address) => ada.Http.SendFormAsync("/account/email/change", ("Email", address));

    private async Task<Uri> LinkAsync() => (await mails.NextAsync(New)).LinkTo("/email/confirm");

    private static Task<HttpResponseMessage> OpenAsync(Visitor visitor, Uri link) => visitor.Http.GetAsync(link.PathAndQuery);

    private static async Task<HttpResponseMessage> PressAsync(Visitor visitor, Uri link)
    {
        await OpenAsync(visitor, link);
        return await visitor.Http.SendFormAsync("/account/email/confirm");
    }

    private async Task AddPasskeyAsync()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var device = ada.WithAnotherDevice();
        Assert.That((await device.EnrolAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<(string? Email, bool Confirmed)> FactsAsync() =>
        await host.Get<AccountStore>().FindAsync(account, CancellationToken.None) is { } facts ? (facts.Email, facts.EmailConfirmed) : default;

    private async Task<Visitor> AnotherAsync(string name)
    {
        var visitor = await Visitor.SetUpAsync(host, name);
        await host.LeaveAllGroupsAsync();
        await visitor.SignInAsync();
        return visitor;
    }

    private static string Strip(string page) =>
        System.Text.RegularExpressions.Regex.Replace(page, "CfDJ8[A-Za-z0-9_-]*|datetime=\"[^\"]*\"|title=\"[^\"]*\"", "");
}
