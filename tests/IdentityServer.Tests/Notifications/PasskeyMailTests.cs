using AngleSharp.Html.Parser;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Notifications;

/// <summary>The whole way: a ceremony, its unit, the outbox, the mail.</summary>
internal sealed class PasskeyMailTests
{
    private TestHost host = null!;
    private Visitor ada = null!;
    private MailBox mails = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        host = new TestHost { Settings = { ["IdentityServer:Edge:CountryHeader"] = "X-Country" } };
        ada = await Visitor.SetUpAsync(host);
        mails = new(host);
        ada.Http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36");
        ada.Http.DefaultRequestHeaders.Add("X-Country", "AT");
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test, Property("Case", "UX-30")]
    public async Task Adding_a_passkey_is_told()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com");

        await AddPasskeyAsync();

        var mail = await mails.NextAsync("ada@example.com");
        Assert.That(mail.Subject, Is.EqualTo("A passkey was added to your account"));
        Assert.That(mail.Text, Does.Contain("Chrome on Windows").And.Contain("Austria").And.Contain("ada"));
        Assert.That(mail.LinkTo("/account/passkeys").AbsoluteUri, Is.EqualTo("http://localhost:5000/account/passkeys"));
        Assert.That(mail.LinkTo("/not-me"), Is.Not.Null);
    }

    [Test]
    public async Task The_mail_leaves_within_moments()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com");
        await AddPasskeyAsync();
        var committed = TimeProvider.System.GetTimestamp();

        await mails.NextAsync("ada@example.com");

        Assert.That(TimeProvider.System.GetElapsedTime(committed), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test, Property("Case", "UX-53")]
    public async Task Removing_a_passkey_is_told()
    {
        await AddPasskeyAsync();
        await mails.GiveAddressAsync("ada", "ada@example.com");

        var id = await NewestPasskeyAsync();
        var page = new HtmlParser().ParseDocument(await ada.Http.GetStringAsync($"/account/passkeys/{id}/remove"));
        var token = page.QuerySelector("input[name=csrf]")!.GetAttribute("value");
        using var form = new FormUrlEncodedContent([new("csrf", token)]);
        await ada.Http.PostAsync($"/account/passkeys/{id}/remove", form);

        Assert.That((await mails.NextAsync("ada@example.com")).Subject, Is.EqualTo("A passkey was removed from your account"));
    }

    [Test]
    public async Task A_passkey_that_seems_to_be_copied_is_told_when_it_is_suspended()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com");
        await UpdatePasskeysAsync(set => set.SetProperty(it => it.Mac, new byte[32]));

        await ada.SignInAsync();

        var mail = await mails.NextAsync("ada@example.com");
        Assert.That(mail.Subject, Is.EqualTo("We no longer accept one of your passkeys"));
        Assert.That(await mails.AllAsync("ada@example.com"), Has.Exactly(1).Items);
    }

    [Test]
    public async Task An_address_that_was_never_proven_gets_nothing()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com", verified: false);

        await AddPasskeyAsync();

        Assert.That(await mails.AllAsync("ada@example.com"), Is.Empty);
    }

    [Test]
    public async Task The_browser_chooses_the_language_where_the_owner_never_did()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com");
        ada.Http.DefaultRequestHeaders.Add("Accept-Language", "de-AT,de;q=0.9,en;q=0.5");

        await AddPasskeyAsync();

        Assert.That((await mails.NextAsync("ada@example.com")).Subject, Does.StartWith("Ihrem Konto"));
    }

    [Test]
    public async Task The_owners_language_comes_before_the_browsers()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com", locale: "en-GB");
        ada.Http.DefaultRequestHeaders.Add("Accept-Language", "de");

        await AddPasskeyAsync();

        Assert.That((await mails.NextAsync("ada@example.com")).Subject, Does.StartWith("A passkey"));
    }

    [Test]
    public async Task The_trail_keeps_that_a_mail_was_sent_and_not_to_whom()
    {
        await mails.GiveAddressAsync("ada", "ada@example.com");
        await AddPasskeyAsync();
        await mails.NextAsync("ada@example.com");

        await using var database = await NewContextAsync();
        var told = await database.Set<AuditEvent>().SingleAsync(row => row.Type == "notify.sent");
        Assert.That(told.Details, Does.Contain("passkey-added").And.Not.Contain("example.com"));
        Assert.That(told.Subject, Is.Not.Null);
    }

    private async Task AddPasskeyAsync()
    {
        await ada.SignInAsync();
        await ada.StepUpAsync();
        using var other = new SoftBrowser(Visitor.Origin);
        var (ceremony, options) = await ada.AskAsync("registration", new { occasion = "Settings" });
        var answer = await ada.AnswerAsync("registration", ceremony, other.Create(options)!);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<Guid> NewestPasskeyAsync()
    {
        await using var database = await NewContextAsync();
        return await database.Set<Passkey>().OrderByDescending(it => it.CreatedAt).Select(it => it.Id).FirstAsync();
    }

    private async Task UpdatePasskeysAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Passkey>> change)
    {
        await using var database = await NewContextAsync();
        await database.Set<Passkey>().ExecuteUpdateAsync(change);
    }

    private Task<IdentityServerDbContext> NewContextAsync() => host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
}
