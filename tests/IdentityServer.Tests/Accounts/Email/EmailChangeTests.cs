using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Email;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Email;

/// <summary>An address becomes somebody's by their own button in their own session, and not otherwise.</summary>
[Property("Case", "RC-14")]
internal sealed class EmailChangeTests : EmailScene
{
    [Test]
    public async Task Somebody_without_an_address_adds_one_and_proves_it()
    {
        var asked = await AskAsync(New);
        await OpenAsync(Ada, await LinkAsync());
        var pressed = await Ada.Http.SendFormAsync("/account/email/confirm");

        Assert.That(asked.Headers.Location?.OriginalString, Is.EqualTo("/account/email"));
        Assert.That(pressed.Headers.Location?.OriginalString, Is.EqualTo("/account/email"));
        Assert.That(await FactsAsync(), Is.EqualTo((New, true)));
        Assert.That((await Host.Get<AccountStore>().FindByNameAsync(New.ToUpperInvariant(), CancellationToken.None))?.Id, Is.EqualTo(Account));
        Assert.That(await Host.EventsAsync("account.email.verified"), Is.EqualTo(1));
    }

    [Test]
    public async Task Asking_and_looking_change_nothing()
    {
        await Mails.GiveAddressAsync("ada", Old);
        await AskAsync(New);

        await OpenAsync(Ada, await LinkAsync());

        Assert.That(await Ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain($"Is {New} yours?"));
        Assert.That(await FactsAsync(), Is.EqualTo((Old, true)));
    }

    [Test]
    public async Task A_scanner_that_opens_the_link_spends_nothing_and_gets_no_further_than_the_sign_in()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        using var scanner = Host.NewBrowser();
        scanner.DefaultRequestHeaders.Add("Accept", "text/html");

        var opened = await scanner.GetAsync(link.PathAndQuery);
        var followed = await scanner.GetAsync(opened.Headers.Location);

        Assert.That(opened.Headers.Location?.OriginalString, Is.EqualTo("/account/email/confirm"));
        Assert.That(opened.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(followed.Headers.Location?.OriginalString, Does.StartWith("/sign-in"));
        Assert.That((await PressAsync(Ada, link)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task The_link_works_once()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        await PressAsync(Ada, link);

        await OpenAsync(Ada, link);

        Assert.That(await Ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
    }

    [Test]
    public async Task The_link_works_for_a_day()
    {
        await AskAsync(New);
        var link = await LinkAsync();
        Host.Clock.Advance(TimeSpan.FromHours(24));
        await Ada.SignInAsync();

        await OpenAsync(Ada, link);

        Assert.That(await Ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
    }

    [Test]
    public async Task A_later_link_and_calling_off_end_the_one_before()
    {
        await AskAsync(New);
        var first = await LinkAsync();
        await AskAsync("other@example.org");
        var second = (await Mails.NextAsync("other@example.org")).LinkTo("/email/confirm");

        await OpenAsync(Ada, first);
        Assert.That(await Ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));

        await Ada.Http.SendFormAsync("/account/email");
        Assert.That(await Host.EventsAsync("account.email.called_off"), Is.EqualTo(1));
        await OpenAsync(Ada, second);
        Assert.That(await Ada.Http.GetStringAsync("/account/email/confirm"), Does.Contain("This link does nothing here"));
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
        await Mails.GiveAddressAsync("bob", New);

        var free = await AskAsync("free@example.org");
        var afterFree = await Ada.Http.GetStringAsync("/account/email");
        var taken = await AskAsync(New);
        var afterTaken = await Ada.Http.GetStringAsync("/account/email");

        Assert.That((taken.StatusCode, taken.Headers.Location), Is.EqualTo((free.StatusCode, free.Headers.Location)));
        Assert.That(Strip(afterTaken.Replace(New, "free@example.org", StringComparison.Ordinal)), Is.EqualTo(Strip(afterFree)));
        var mail = await Mails.NextAsync(New);
        Assert.That(mail.Subject, Is.EqualTo("This address already has an account"));
        Assert.That(mail.Links.Select(it => it.AbsolutePath), Has.None.StartsWith("/email"));
    }

    [Test]
    public async Task Whoever_has_the_mailbox_already_reads_nothing_about_who_asks_and_reads_it_in_their_own_language()
    {
        using var bob = await AnotherAsync("bob");
        await Mails.GiveAddressAsync("bob", New, locale: "de");

        await AskAsync(New);

        var mail = await Mails.NextAsync(New);
        Assert.That(mail.Subject, Is.EqualTo("Diese Adresse hat schon ein Konto"));
        Assert.That(mail.Text, Does.Contain("bob").And.Not.Match(@"\bada\b"));
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
        var pressed = await PressAsync(Ada, adas);

        Assert.That(await pressed.Content.ReadAsStringAsync(), Does.Contain("Another account uses this address by now"));
        Assert.That(await FactsAsync(), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public async Task Of_two_who_confirm_one_address_link_at_once_one_does()
    {
        await AskAsync(New);
        var change = (await Host.Get<EmailChangeStore>().WaitingAsync(Account, CancellationToken.None))!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
            Host.Get<EmailChanges>().ConfirmAsync(change, Guid.NewGuid(), CancellationToken.None))));

        Assert.That(outcomes.Count(it => it is UnitOutcome.Committed), Is.EqualTo(1));
        Assert.That(outcomes.Count(it => it is UnitOutcome.Missed), Is.EqualTo(49));
        Assert.That(await Host.EventsAsync("account.email.verified"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_asked_for_before_a_hold_is_not_proven_during_it()
    {
        await AskAsync(New);
        var unit = new Unit();
        Host.Get<HoldStore>().Begin(unit, Account, HoldKind.Recovery, TimeSpan.FromDays(1));
        await Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        var pressed = await PressAsync(Ada, await LinkAsync());

        Assert.That(pressed.Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
        Assert.That(await FactsAsync(), Is.EqualTo(((string?)null, false)));
    }

    private static string Strip(string page) =>
        System.Text.RegularExpressions.Regex.Replace(page, "CfDJ8[A-Za-z0-9_-]*|datetime=\"[^\"]*\"|title=\"[^\"]*\"", "");
}
