using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Authenticator;

internal sealed class AuthenticatorPageTests
{
    private const string Path = "/account/security/authenticator";

    private TestHost host;
    private Visitor ada;
    private Guid account;

    [SetUp]
    public async Task StartAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await new MailBox(host).GiveAddressAsync("ada", "ada@example.com");
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task The_page_asks_for_a_fresh_proof()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        foreach (var path in new[] { Path, $"{Path}/restore" })
            Assert.That((await ada.Http.GetAsync(path)).Headers.Location!.ToString(), Does.StartWith("/step-up?"), path);
    }

    [Test]
    public async Task During_a_hold_nothing_is_set_up_or_removed()
    {
        var unit = new Unit();
        host.Get<HoldStore>().Begin(unit, account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That((await ada.Http.GetAsync(Path)).Headers.Location!.ToString(), Is.EqualTo("/account/on-hold"));
    }

    [Test]
    public async Task A_secret_is_shown_to_the_session_that_asked_for_it_and_for_a_quarter_of_an_hour()
    {
        await BeginAsync();
        var key = await KeyAsync(ada.Http);
        using var elsewhere = ada.OnAnotherBrowser();
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await elsewhere.SignInAsync();

        Assert.That(await KeyAsync(elsewhere.Http), Is.Null);
        Assert.That(key, Does.Match("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$"));

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await ada.StepUpAsync();
        Assert.That(await KeyAsync(ada.Http), Is.Null);
    }

    [Test]
    public async Task An_app_is_set_up_removed_and_taken_back_and_its_owner_hears_of_each()
    {
        await BeginAsync();
        var page = await ada.Http.ReadPageAsync(Path);
        var phone = AuthenticatorPhone.Typed(host, page.QuerySelector("#authenticator-key")!.TextContent);
        Assert.That(page.QuerySelector("svg.qr path"), Is.Not.Null);

        var wrong = await ada.Http.SendFormAsync(Path, ("Code", phone.WrongCode()));
        Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("That code does not fit"));
        var right = await ada.Http.SendFormAsync(Path, ("Code", phone.Code()));
        Assert.That(right.Headers.Location!.ToString(), Is.EqualTo("/account/security"));
        Assert.That(await ada.Http.GetStringAsync("/account/security"), Does.Contain("Your app is set up"));
        Assert.That(await KeyAsync(ada.Http), Is.Null, "never shown again");

        await ada.Http.SendFormAsync(Path);
        Assert.That(await ada.Http.GetStringAsync("/account/security"), Does.Contain("You can still take that back"));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ada.StepUpAsync();
        await ada.Http.SendFormAsync($"{Path}/restore");
        Assert.That(await ada.Http.GetStringAsync("/account/security"), Does.Contain("Your app is set up"));

        Assert.That((await new MailBox(host).AllAsync("ada@example.com")).Select(mail => mail.Subject), Is.EquivalentTo([
            "An authenticator app counts for your account", "Your authenticator app was removed", "An authenticator app counts for your account"]));
        Assert.That((await host.EventsAsync("auth.totp.enabled"), await host.EventsAsync("auth.totp.disabled")), Is.EqualTo((2, 1)));
    }

    [Test, Property("Case", "SU-31")]
    public async Task What_was_proven_before_an_app_went_opens_nothing()
    {
        await AuthenticatorPhone.SetUpAsync(host, account);

        var removed = await ada.Http.SendFormAsync(Path);

        Assert.That(removed.Headers.Location!.ToString(), Is.EqualTo("/account/security"));
        Assert.That((await ada.Http.GetAsync(Path)).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [TestCase(23, true)]
    [TestCase(24, false)]
    public async Task An_app_removed_a_day_ago_does_not_come_back(int hours, bool back)
    {
        await AuthenticatorPhone.SetUpAsync(host, account);
        var settingUp = host.Get<AuthenticatorSettingUp>();
        var app = (await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Active!;
        await settingUp.RemoveAsync(app, Guid.NewGuid(), CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromHours(hours));

        var shown = (await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Removed;

        Assert.That(shown is not null, Is.EqualTo(back));
        Assert.That(await settingUp.RestoreAsync(app, Guid.NewGuid(), CancellationToken.None), Is.EqualTo(back), "nor does a page that was opened before bring it back");
    }

    [Test]
    public async Task A_second_app_waits_until_the_first_is_removed()
    {
        var (settingUp, session) = (host.Get<AuthenticatorSettingUp>(), Guid.NewGuid());
        await AuthenticatorPhone.SetUpAsync(host, account);
        var first = (await settingUp.OfAsync(account, session, CancellationToken.None)).Active!;

        await settingUp.BeginAsync(account, session, CancellationToken.None);
        Assert.That((await settingUp.OfAsync(account, session, CancellationToken.None)).Active?.Id, Is.EqualTo(first.Id));

        await settingUp.RemoveAsync(first, session, CancellationToken.None);
        await settingUp.BeginAsync(account, session, CancellationToken.None);
        Assert.That((await settingUp.OfAsync(account, session, CancellationToken.None)).Pending, Is.Not.Null);
    }

    private async Task BeginAsync() => Assert.That((await ada.Http.SendFormAsync(Path)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

    private static async Task<string?> KeyAsync(HttpClient browser) => (await browser.ReadPageAsync(Path)).QuerySelector("#authenticator-key")?.TextContent;
}
