using System.Net;
using System.Text.RegularExpressions;
using IdentityServer.Accounts;
using IdentityServer.Accounts.SignUp;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.Passkeys.SignUp;

/// <summary>Everybody with a mailbox that answers; nobody learns whose mailbox has an account, and nobody gets into one.</summary>
[Property("Case", "S4-22")]
internal sealed partial class MailboxSignUpTests() : SignUpScene(SignUpMode.Open)
{
    private const string Address = "ada@example.com";

    [Test]
    public async Task Somebody_signs_up_with_a_mailbox_that_answers()
    {
        var asked = await SendAsync(Newcomer);
        var signedUp = await SignUpAsync(Newcomer, await LinkAsync());

        Assert.That(asked.Headers.Location?.OriginalString, Is.EqualTo("/sign-up/sent"));
        Assert.That(signedUp.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Newcomer.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Host.Get<AccountStore>().FindByNameAsync(Address, CancellationToken.None), Is.Not.Null.With.Property("UserName").EqualTo("ada"));
        Assert.That(await Newcomer.Http.GetStringAsync("/account/email"), Does.Contain("Confirmed"));
    }

    [Test]
    public async Task A_mailbox_that_has_an_account_looks_the_same_and_leads_nowhere()
    {
        await ExistingAsync();

        var known = await SendAsync(Newcomer);
        var knownPage = await Newcomer.Http.GetStringAsync("/sign-up/sent");
        using var other = new Visitor(Host);
        var unknown = await SendAsync(other, "bob@example.com");
        var unknownPage = await other.Http.GetStringAsync("/sign-up/sent");

        Assert.That((known.StatusCode, known.Headers.Location), Is.EqualTo((unknown.StatusCode, unknown.Headers.Location)));
        Assert.That(Plain(knownPage.Replace(Address, "bob@example.com", StringComparison.Ordinal)), Is.EqualTo(Plain(unknownPage)));
        var mail = await Mails.NextAsync(Address);
        Assert.That(mail.Subject, Is.EqualTo("You already have an account"));
        Assert.That(mail.Links.Select(it => it.AbsolutePath), Has.None.StartsWith("/sign-up"));
    }

    [Test]
    public async Task A_mailbox_that_got_an_account_meanwhile_gets_no_second()
    {
        await SendAsync(Newcomer);
        var first = await LinkAsync();
        await SendAsync(Newcomer);
        var second = await LinkAsync();
        using var other = new Visitor(Host);
        await OpenAsync(other, second);
        var (ceremony, options) = await other.AskAsync("registration", new { occasion = "SignUp", details = new { userName = "bob" } });

        await SignUpAsync(Newcomer, first);

        Assert.That((await other.AnswerAsync("registration", ceremony, other.Device.Create(options)!)).IsSuccessStatusCode, Is.False);
        Assert.That(await CodeOf(await AskAsync(other, "bob")), Is.EqualTo("sign_up_link_invalid"));
        Assert.That(await CountAccountsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_ten_who_prove_one_mailbox_at_once_by_ten_links_one_gets_an_account()
    {
        Host.Settings["IdentityServer:Throttles:LinksPerMailbox:Limit"] = "100";
        var ready = new List<(Visitor Visitor, string Ceremony, byte[] Credential)>();
        for (var time = 0; time < 10; time++)
        {
            var visitor = new Visitor(Host);
            await SendAsync(visitor);
            await OpenAsync(visitor, await LinkAsync());
            var (ceremony, options) = await visitor.AskAsync("registration", new { occasion = "SignUp", details = new { userName = $"ada{time}" } });
            ready.Add((visitor, ceremony, visitor.Device.Create(options)!));
        }

        var answers = await Task.WhenAll(ready.Select(it => Task.Run(() => it.Visitor.AnswerAsync("registration", it.Ceremony, it.Credential))));

        Assert.That(answers.Count(answer => answer.StatusCode is HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(await CountAccountsAsync(), Is.EqualTo(1));
        ready.ForEach(it => it.Visitor.Dispose());
    }

    [Test]
    public async Task The_link_works_in_another_browser_and_takes_nothing_of_the_first_along()
    {
        await SendAsync(Newcomer);
        using var phone = new Visitor(Host);

        var signedUp = await SignUpAsync(phone, await LinkAsync());

        Assert.That(await NextOf(signedUp), Is.EqualTo("/sign-in?welcome=newcomer"));
        Assert.That(await CodeOf(await AskAsync(Newcomer)), Is.EqualTo("sign_up_link_invalid"));
        Assert.That((await Newcomer.Http.GetAsync("/account/passkeys")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_scanner_that_opens_the_link_spends_nothing()
    {
        await SendAsync(Newcomer);
        var link = await LinkAsync();
        using var scanner = Host.NewBrowser();

        await scanner.GetAsync(link.PathAndQuery);
        var page = await scanner.GetStringAsync("/sign-up/new");

        Assert.That(page, Does.Contain(Address).And.Contain("value=\"ada\""));
        Assert.That((await SignUpAsync(Newcomer, link)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_link_works_once()
    {
        await SendAsync(Newcomer);
        var link = await LinkAsync();
        await SignUpAsync(Newcomer, link);
        using var other = new Visitor(Host);
        await OpenAsync(other, link);

        Assert.That(await CodeOf(await AskAsync(other, "bob")), Is.EqualTo("sign_up_link_invalid"));
    }

    [Test]
    public async Task The_link_works_for_an_hour_and_a_clock_that_went_back_changes_nothing_about_it()
    {
        await SendAsync(Newcomer);
        await OpenAsync(Newcomer, await LinkAsync());
        var sent = Host.Clock.GetUtcNow();
        Host.Clock.Set(sent.AddMinutes(-30));
        var earlier = await AskAsync(Newcomer);
        Host.Clock.Set(sent.AddHours(1));

        Assert.That(earlier.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await CodeOf(await AskAsync(Newcomer)), Is.EqualTo("sign_up_link_invalid"));
    }

    [TestCase("")]
    [TestCase("ada")]
    [TestCase("ada@example.com, eve@example.com")]
    [TestCase("ada@example.com\nBcc: eve@example.com")]
    public async Task What_is_no_address_is_refused_at_its_field(string typed)
    {
        var answer = await SendAsync(Newcomer, typed);

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Enter an e-mail address, such as"));
    }

    [Test]
    public async Task A_mailbox_gets_five_links_an_hour_whether_or_not_it_has_an_account()
    {
        await ExistingAsync();
        foreach (var address in (string[])[Address, "bob@example.com"])
        {
            for (var time = 0; time < 5; time++)
                await SendAsync(Newcomer, address);

            var sixth = await SendAsync(Newcomer, address);
            Assert.That(sixth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(await sixth.Content.ReadAsStringAsync(), Does.Contain(address));
            Assert.That(await Mails.AllAsync(address), Has.Count.EqualTo(5));
        }
    }

    [Test]
    public async Task A_network_asks_so_often_whatever_the_address()
    {
        Host.Settings["IdentityServer:Throttles:SignUpPerNetwork:Limit"] = "3";
        for (var time = 0; time < 3; time++)
            await SendAsync(Newcomer, $"ada{time}@example.com");

        Assert.That((await SendAsync(Newcomer, "ada3@example.com")).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task The_app_that_sent_somebody_here_gets_its_answer()
    {
        var app = await Host.NewAppAsync();
        var question = app.Ask("openid email");
        var door = await Newcomer.Http.GetAsync(question.Address.PathAndQuery);
        var page = await Newcomer.Http.ReadPageAsync(door.Headers.Location!.OriginalString);
        var signUp = page.QuerySelector("#sign-up")!.GetAttribute("href")!;

        await Newcomer.Http.SendFormAsync(signUp, ("Email", Address));
        var next = await NextOf(await SignUpAsync(Newcomer, await LinkAsync()));
        var signedIn = await Newcomer.SignInAsync(question: new { interaction = Interaction().Match(next!).Groups[1].Value });
        var back = await Newcomer.Http.GetAsync(await Newcomer.PassOfferAsync((await NextOf(signedIn))!));

        Assert.That(next, Does.StartWith("/sign-in?welcome=newcomer&interaction="));
        Assert.That(back.Headers.Location?.OriginalString, Does.StartWith(question.RedirectUri).And.Contain("code="));
    }

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, string address = Address) => visitor.Http.SendFormAsync("/sign-up", ("Email", address));

    private async Task<Uri> LinkAsync() => (await Mails.NextAsync(Address)).LinkTo("/sign-up/confirm");

    private async Task ExistingAsync()
    {
        using var existing = await Visitor.SetUpAsync(Host, "existing");
        await Mails.GiveAddressAsync("existing", Address);
    }

    private static string Plain(string page) => Token().Replace(page, "");

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]*")]
    private static partial Regex Token();

    [GeneratedRegex("interaction=([A-Za-z0-9_-]+)")]
    private static partial Regex Interaction();
}
