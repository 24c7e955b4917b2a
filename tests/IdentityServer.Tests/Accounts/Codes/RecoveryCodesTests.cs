using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Codes;
using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Accounts.Codes;

[Property("Case", "RC-18")]
internal sealed class RecoveryCodesTests
{
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.7");

    private TestHost host;
    private Visitor ada;
    private Guid account;

    private RecoveryCodes Codes => host.Get<RecoveryCodes>();

    [SetUp]
    public async Task StartAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await new MailBox(host).GiveAddressAsync("ada", "ada@example.com");
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task A_code_that_nobody_typed_back_opens_nothing()
    {
        var codes = await Codes.DrawAsync(account, CancellationToken.None);

        Assert.That(await UseAsync(codes[0]), Is.TypeOf<RecoveryCodeUse.Refused>());
    }

    [TestCase(59, true)]
    [TestCase(60, false)]
    public async Task A_sheet_that_waits_for_more_than_an_hour_is_not_confirmed(int minutes, bool confirmed)
    {
        var codes = await Codes.DrawAsync(account, CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That(await Codes.ConfirmAsync(account, Guid.NewGuid(), codes[0], CancellationToken.None), Is.EqualTo(confirmed));
    }

    [Test]
    public async Task A_code_of_the_sheet_before_opens_nothing_once_the_new_one_is_confirmed()
    {
        var old = await ReadyAsync();
        var drawn = await Codes.DrawAsync(account, CancellationToken.None);
        Assert.That(await UseAsync(old[0]), Is.TypeOf<RecoveryCodeUse.Accepted>(), "still good while the new one waits");

        await ConfirmAsync(drawn[3]);

        Assert.That(await UseAsync(old[1]), Is.TypeOf<RecoveryCodeUse.Refused>());
        Assert.That((await UseAsync(drawn[3]) as RecoveryCodeUse.Accepted)?.Left, Is.EqualTo(9), "typing it back did not spend it");
    }

    [Test]
    public async Task A_code_is_good_once()
    {
        var codes = await ReadyAsync();

        Assert.That((await UseAsync(codes[4]) as RecoveryCodeUse.Accepted)?.Left, Is.EqualTo(9));
        Assert.That(await UseAsync(codes[4]), Is.TypeOf<RecoveryCodeUse.Refused>());
    }

    [Test]
    public async Task Of_many_who_type_one_code_at_once_one_gets_in()
    {
        var codes = await ReadyAsync();

        var uses = await Task.WhenAll(Enumerable.Range(0, 12).Select(guest => Task.Run(() =>
            host.SpendCodeAsync(account, codes[0], IPAddress.Parse($"203.0.{guest}.1")))));

        Assert.That(uses.Count(use => use is RecoveryCodeUse.Accepted), Is.EqualTo(1));
        Assert.That((await Codes.SheetOfAsync(account, CancellationToken.None)).Unused.Count(), Is.EqualTo(9));
    }

    [Test]
    public async Task A_code_of_somebody_else_and_a_row_that_was_moved_open_nothing()
    {
        var codes = await ReadyAsync();
        var eve = Guid.NewGuid();
        Assert.That(await host.SpendCodeAsync(eve, codes[0], Home), Is.TypeOf<RecoveryCodeUse.Refused>());

        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        var first = await database.Set<RecoveryCode>().SingleAsync(code => code.Number == 1);
        await database.Set<RecoveryCode>().Where(code => code.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(code => code.Sealed, first.Sealed));

        Assert.That(await UseAsync("02" + codes[0][2..]), Is.TypeOf<RecoveryCodeUse.Refused>());
    }

    [Test]
    public async Task Guesses_are_slowed_down()
    {
        var codes = await ReadyAsync();
        for (var guess = 0; guess < 5; guess++)
            Assert.That(await UseAsync("01-0000-0000-0000-0000"), Is.TypeOf<RecoveryCodeUse.Refused>());

        Assert.That(await UseAsync(codes[0]), Is.TypeOf<RecoveryCodeUse.TooMany>());
    }

    [Test]
    public async Task Its_owner_hears_of_new_codes_and_of_each_that_is_used()
    {
        var codes = await ReadyAsync();
        await UseAsync(codes[0]);

        var mails = await new MailBox(host).AllAsync("ada@example.com");

        Assert.That(mails.Select(mail => mail.Subject), Is.EquivalentTo(["You have new recovery codes", "A recovery code was used"]));
        Assert.That(mails, Has.None.Matches<IdentityServer.Notifications.Pickup.ReceivedMail>(mail => codes.Any(code => mail.Text.Contains(code[3..], StringComparison.Ordinal))));
    }

    [Test]
    public async Task A_sheet_is_drawn_shown_once_typed_back_and_counted()
    {
        await ada.SignInAsync();
        var shown = await ada.Http.SendFormAsync("/account/security/codes");
        var codes = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync())
            .QuerySelectorAll("#recovery-codes li").Select(item => item.TextContent).ToList();
        Assert.That(codes, Has.Count.EqualTo(10).And.Unique);
        Assert.That(codes, Has.All.Match("^[0-9]{2}(-[0-9A-HJKMNP-TV-Z]{4}){4}$"));
        Assert.That(shown.Headers.CacheControl!.NoStore, Is.True);

        var again = await ada.Http.GetStringAsync("/account/security/codes");
        var wrong = await ada.Http.SendFormAsync("/account/security/codes", ("Code", "01-0000-0000-0000-0000"));
        var right = await ada.Http.SendFormAsync("/account/security/codes", ("Code", codes[6].ToLowerInvariant()));

        Assert.That(again, Does.Not.Contain(codes[0]));
        Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("This is not one of the codes"));
        Assert.That(right.Headers.Location!.ToString(), Is.EqualTo("/account/security"));
        Assert.That(await ada.Http.GetStringAsync("/account/security"), Does.Contain("10 codes are ready"));
    }

    [Test]
    public async Task The_page_asks_for_a_fresh_proof()
    {
        await ada.SignInAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That((await ada.Http.GetAsync("/account/security/codes")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
        Assert.That((await ada.Http.GetAsync("/account/security")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<IReadOnlyList<string>> ReadyAsync()
    {
        var codes = await Codes.DrawAsync(account, CancellationToken.None);
        await ConfirmAsync(codes[0]);
        return codes;
    }

    private async Task ConfirmAsync(string code) =>
        Assert.That(await Codes.ConfirmAsync(account, Guid.NewGuid(), code, CancellationToken.None), Is.True);

    private Task<RecoveryCodeUse> UseAsync(string code) => host.SpendCodeAsync(account, code, Home);
}
