using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Authenticator;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions;

/// <summary>Mails of new devices and passkeys, and the button for whoever did not do that.</summary>
internal sealed class RepudiationTests
{
    private const string Address = "ada@example.com";

    private TestHost host;
    private Visitor ada;
    private Visitor thief;
    private HttpClient mailReader;
    private MailBox mails;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        mails = new(host);
        await mails.GiveAddressAsync("ada", Address);
        await ada.SignInAsync();
        thief = ada.OnAnotherBrowser();
        mailReader = host.NewBrowser();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [TearDown]
    public async Task StopAsync()
    {
        mailReader.Dispose();
        thief.Dispose();
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task Looking_at_the_link_changes_nothing()
    {
        await OpenAsync(await LinkOfNewPasskeyAsync());

        var page = await mailReader.GetStringAsync("/not-me");

        Assert.That(page, Does.Contain("A passkey was added to your account"));
        Assert.That(await CountPasskeysAsync(), Is.EqualTo(2));
        Assert.That(await IsSignedInAsync(thief), Is.True);
    }

    [Test]
    public async Task The_secret_leaves_the_address_at_once()
    {
        var response = await mailReader.GetAsync((await LinkOfNewPasskeyAsync()).PathAndQuery);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/not-me"));
        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
    }

    [Test]
    public async Task The_button_removes_the_passkey_ends_everything_and_says_so_without_anybody_signed_in()
    {
        var link = await LinkOfNewPasskeyAsync();

        var response = await PressAsync(link);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/not-me/done"));
        Assert.That(await CountPasskeysAsync(), Is.EqualTo(1));
        Assert.That(await IsSignedInAsync(thief), Is.False);
        Assert.That(await IsSignedInAsync(ada), Is.False);
        Assert.That((await mails.NextAsync(Address)).Subject, Is.EqualTo("Your account was secured"));
    }

    [Test]
    public async Task It_works_once()
    {
        var link = await LinkOfNewPasskeyAsync();
        await PressAsync(link);
        await ada.SignInAsync();

        using var other = host.NewBrowser();
        await other.GetAsync(link.PathAndQuery);

        Assert.That(await other.GetStringAsync("/not-me"), Does.Contain("does nothing any more"));
        Assert.That(await IsSignedInAsync(ada), Is.True);
    }

    [Test]
    public async Task It_works_for_seven_days()
    {
        var link = await LinkOfNewPasskeyAsync();
        host.Clock.Advance(TimeSpan.FromDays(7));

        await OpenAsync(link);

        Assert.That(await mailReader.GetStringAsync("/not-me"), Does.Contain("does nothing any more"));
    }

    [TestCase("")]
    [TestCase("?link=")]
    [TestCase("?link=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_link_shows_what_to_do(string query)
    {
        await mailReader.GetAsync("/not-me" + query);

        Assert.That(await mailReader.GetStringAsync("/not-me"), Does.Contain("does nothing any more"));
    }

    [Test]
    public async Task For_a_week_no_passkey_comes_or_goes_and_then_it_does()
    {
        await PressAsync(await LinkOfNewPasskeyAsync());
        await ada.SignInAsync();

        var page = await ada.Http.GetAsync("/account/passkeys/add");
        var ceremony = await ada.Http.PostAsync("/passkeys/registration/options", new StringContent("{\"occasion\":\"settings\"}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        host.Clock.Advance(TimeSpan.FromDays(7));
        await ada.SignInAsync();
        var later = await ada.Http.GetAsync("/account/passkeys/add");

        Assert.That(page.Headers.Location?.OriginalString, Is.EqualTo("/account/on-hold"));
        Assert.That(await ceremony.Content.ReadAsStringAsync(), Does.Contain("hold_active"));
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task During_the_hold_signing_out_everywhere_and_locking_still_work()
    {
        await PressAsync(await LinkOfNewPasskeyAsync());
        await ada.SignInAsync();

        Assert.That((await ada.Http.GetAsync("/account/sessions/end/all")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ada.Http.GetAsync("/account/lock")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await ada.Http.GetStringAsync("/account/on-hold"), Does.Contain("Sensitive changes have to wait"));
    }

    [Test]
    public async Task A_new_browser_is_told_once_and_the_first_one_never()
    {
        var before = await mails.AllAsync(Address);
        await thief.SignInAsync();
        await thief.Http.SendFormAsync("/sign-out");
        await thief.SignInAsync();

        Assert.That(before, Is.Empty);
        Assert.That((await mails.AllAsync(Address)).Select(it => it.Subject), Is.EqualTo(new[] { "A new sign-in to your account" }));
    }

    [Test]
    public async Task A_sign_in_that_was_not_mine_ends_and_what_opened_it_is_suspended_while_there_is_another()
    {
        await AddPasskeyAsync(ada);
        await mails.NextAsync(Address);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await thief.SignInAsync();

        await PressAsync((await mails.NextAsync(Address)).LinkTo("/not-me"));

        await using var database = await NewContextAsync();
        var passkeys = await database.Set<Passkey>().AsNoTracking().ToListAsync();
        Assert.That(passkeys.Count(it => it.SuspendedFor is PasskeySuspension.Repudiation), Is.EqualTo(1));
        Assert.That(passkeys, Has.Count.EqualTo(2));
        Assert.That(await database.Set<Session>().AllAsync(it => it.EndedAt != null), Is.True);
    }

    [Test]
    public async Task The_only_passkey_of_the_owner_keeps_working()
    {
        await thief.SignInAsync();

        await PressAsync((await mails.NextAsync(Address)).LinkTo("/not-me"));

        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_came_in_after_a_strange_sign_in_goes_with_it()
    {
        await thief.SignInAsync();
        var link = (await mails.NextAsync(Address)).LinkTo("/not-me");
        await AddPasskeyAsync(thief);

        await PressAsync(link);

        Assert.That(await CountPasskeysAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_strangers_browser_is_a_strange_one_again()
    {
        await thief.SignInAsync();
        await PressAsync((await mails.NextAsync(Address)).LinkTo("/not-me"));
        await mails.NextAsync(Address);

        await ada.SignInAsync();
        await thief.SignInAsync();

        Assert.That((await mails.NextAsync(Address)).Subject, Is.EqualTo("A new sign-in to your account"));
        Assert.That(await mails.AllAsync(Address), Has.Count.EqualTo(3), "the owner's is still known");
    }

    [Test]
    public async Task A_strangers_authenticator_app_goes_and_the_owners_comes_back()
    {
        var account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await AuthenticatorPhone.SetUpAsync(host, account);
        await mails.NextAsync(Address);
        await thief.SignInAsync();
        var link = (await mails.NextAsync(Address)).LinkTo("/not-me");
        var settingUp = host.Get<AuthenticatorSettingUp>();
        var own = (await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Active!;
        await settingUp.RemoveAsync(own, Guid.NewGuid(), CancellationToken.None);

        await PressAsync(link);

        Assert.That((await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Active?.Id, Is.EqualTo(own.Id));
        await settingUp.RemoveAsync(own, Guid.NewGuid(), CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromDays(2));
        using var other = ada.OnAnotherBrowser();
        await other.SignInAsync();
        var strange = (await mails.AllAsync(Address)).Last(mail => mail.Subject == "A new sign-in to your account").LinkTo("/not-me");
        await AuthenticatorPhone.SetUpAsync(host, account);
        await PressAsync(strange);
        Assert.That((await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Active, Is.Null);
    }

    private async Task<Uri> LinkOfNewPasskeyAsync()
    {
        await thief.SignInAsync();
        await mails.NextAsync(Address);
        await AddPasskeyAsync(thief);
        return (await mails.NextAsync(Address)).LinkTo("/not-me");
    }

    private static async Task AddPasskeyAsync(Visitor visitor)
    {
        using var other = new SoftBrowser(Visitor.Origin);
        var (ceremony, options) = await visitor.AskAsync("registration", new { occasion = "Settings" });
        var answer = await visitor.AnswerAsync("registration", ceremony, other.Create(options)!);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> OpenAsync(Uri link) => mailReader.GetAsync(link.PathAndQuery);

    private async Task<HttpResponseMessage> PressAsync(Uri link)
    {
        await OpenAsync(link);
        return await mailReader.SendFormAsync("/not-me");
    }

    private async Task<int> CountPasskeysAsync()
    {
        await using var database = await NewContextAsync();
        return await database.Set<Passkey>().CountAsync();
    }

    private static async Task<bool> IsSignedInAsync(Visitor visitor) =>
        (await visitor.Http.GetAsync("/account/sessions")).StatusCode is HttpStatusCode.OK;

    private Task<IdentityServerDbContext> NewContextAsync() => host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
}
