using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Audit;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.SignUp;

/// <summary>Whoever has the link gets in, as often as it says and as long, and nobody else.</summary>
internal sealed class InvitationTests() : SignUpScene(SignUpMode.Invitation)
{
    [Test]
    public async Task Without_a_link_nobody_signs_up() => Assert.That(await CodeOf(await AskAsync(Newcomer)), Is.EqualTo("sign_up_link_invalid"));

    [TestCase("/invitation?link=")]
    [TestCase("/invitation?link=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("/sign-up/confirm?link=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_link_opens_nothing(string path)
    {
        await Newcomer.Http.GetAsync(path);

        Assert.That(await CodeOf(await AskAsync(Newcomer)), Is.EqualTo("sign_up_link_invalid"));
        Assert.That(await Newcomer.Http.GetStringAsync("/sign-up/new"), Does.Contain("This link cannot be used"));
    }

    [Test]
    public async Task An_expired_link_opens_nothing()
    {
        var link = await InviteAsync(days: 7);
        Host.Clock.Advance(TimeSpan.FromDays(7));
        await OpenAsync(Newcomer, link);

        Assert.That(await CodeOf(await AskAsync(Newcomer)), Is.EqualTo("sign_up_link_invalid"));
    }

    [Test]
    public async Task A_link_that_expires_between_question_and_answer_makes_no_account()
    {
        await OpenAsync(Newcomer, await InviteAsync(days: 1));
        Host.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        var (ceremony, options) = await Newcomer.AskAsync("registration", new { occasion = "SignUp", details = new { userName = "ada" } });
        Host.Clock.Advance(TimeSpan.FromMinutes(2));

        var answer = await Newcomer.AnswerAsync("registration", ceremony, Newcomer.Device.Create(options)!);

        Assert.That(answer.IsSuccessStatusCode, Is.False);
        Assert.That(await CountAccountsAsync(), Is.Zero);
    }

    [Test]
    public async Task A_revoked_link_opens_nothing_and_who_came_by_it_stays()
    {
        var (invitation, link) = await Host.Get<Invitations>().MakeAsync(new(2, TimeSpan.FromDays(1)), Actor.System, CancellationToken.None);
        await SignUpAsync(Newcomer, link);

        await Host.Get<Invitations>().RevokeAsync(invitation.Id, Actor.System, CancellationToken.None);
        using var late = new Visitor(Host);
        await OpenAsync(late, link);

        Assert.That(await CodeOf(await AskAsync(late, "bob")), Is.EqualTo("sign_up_link_invalid"));
        Assert.That((await Newcomer.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_used_up_link_opens_nothing()
    {
        var link = await InviteAsync();
        await SignUpAsync(Newcomer, link);
        using var second = new Visitor(Host);
        await OpenAsync(second, link);

        Assert.That(await CodeOf(await AskAsync(second, "bob")), Is.EqualTo("sign_up_link_invalid"));
    }

    [Test]
    public async Task Looking_spends_nothing_and_the_secret_leaves_the_address()
    {
        var link = await InviteAsync();
        using var scanner = Host.NewBrowser();

        var opened = await scanner.GetAsync(link.PathAndQuery);
        var page = await scanner.GetStringAsync(opened.Headers.Location);

        Assert.That(opened.Headers.Location?.OriginalString, Is.EqualTo("/sign-up/new"));
        Assert.That(opened.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(page, Does.Contain("You are invited"));
        Assert.That((await SignUpAsync(Newcomer, link)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_refused_passkey_leaves_no_account_and_the_link_as_it_was()
    {
        await OpenAsync(Newcomer, await InviteAsync());

        var refused = await Newcomer.EnrolAsync("SignUp", new { userName = "ada" }, draft => draft with { RelyingPartyId = "evil.example" });

        Assert.That(await CodeOf(refused), Is.EqualTo("rp_mismatch"));
        Assert.That(await CountAccountsAsync(), Is.Zero);
        Assert.That((await AskAsync(Newcomer)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Of_fifty_who_answer_at_once_on_a_one_use_link_one_gets_an_account()
    {
        var link = await InviteAsync();
        var crowd = Enumerable.Range(0, 50).Select(_ => new Visitor(Host)).ToList();
        var ready = new List<(Visitor Visitor, string Ceremony, byte[] Credential)>();
        foreach (var visitor in crowd)
        {
            await OpenAsync(visitor, link);
            var (ceremony, options) = await visitor.AskAsync("registration", new { occasion = "SignUp", details = new { userName = $"guest{ready.Count}" } });
            ready.Add((visitor, ceremony, visitor.Device.Create(options)!));
        }

        var answers = await Task.WhenAll(ready.Select(it => Task.Run(() => it.Visitor.AnswerAsync("registration", it.Ceremony, it.Credential))));

        Assert.That(answers.Count(answer => answer.StatusCode is HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(answers.Count(answer => (int)answer.StatusCode >= 500), Is.Zero);
        Assert.That(await CountAccountsAsync(), Is.EqualTo(1));
        Assert.That((await Host.Get<InvitationStore>().ListAsync(CancellationToken.None)).Single().Used, Is.EqualTo(1));
        crowd.ForEach(visitor => visitor.Dispose());
    }

    [Test]
    public async Task A_link_lets_in_as_many_as_it_has_uses_into_its_groups()
    {
        var link = await InviteAsync(uses: 2, groups: ["staff", "beta testers"]);
        using var second = new Visitor(Host);

        var signedUp = await SignUpAsync(Newcomer, link);
        await SignUpAsync(second, link, "bob");

        Assert.That(await NextOf(signedUp), Is.EqualTo("/sign-in?welcome=newcomer"));
        Assert.That(await GroupsOf("ada"), Is.EqualTo(new[] { "beta testers", "staff" }));
        Assert.That(await GroupsOf("bob"), Is.EqualTo(new[] { "beta testers", "staff" }));
        Assert.That(await Host.EventsAsync("account.created"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_one_link_allowed_is_not_had_by_another()
    {
        var plain = await InviteAsync(uses: 5);
        await OpenAsync(Newcomer, await InviteAsync(groups: ["staff"]));
        var (ceremony, options) = await Newcomer.AskAsync("registration", new { occasion = "SignUp", details = new { userName = "ada" } });
        await OpenAsync(Newcomer, plain);

        var answer = await Newcomer.AnswerAsync("registration", ceremony, Newcomer.Device.Create(options)!);

        Assert.That(answer.IsSuccessStatusCode, Is.False);
        Assert.That(await CountAccountsAsync(), Is.Zero);
    }

    [Test]
    public async Task An_administrator_by_invitation_proves_more_than_presence()
    {
        await OpenAsync(Newcomer, await InviteAsync(groups: [GroupMember.Administrators]));

        var (_, options) = await Newcomer.AskAsync("registration", new { occasion = "SignUp", details = new { userName = "ada" } });

        Assert.That(options, Does.Contain("\"userVerification\":\"required\""));
    }

    [Test]
    public async Task A_name_that_is_taken_or_no_name_is_said_to_be_at_its_field()
    {
        var link = await InviteAsync(uses: 2);
        await SignUpAsync(Newcomer, link);
        using var second = new Visitor(Host);
        await OpenAsync(second, link);

        Assert.That(await CodeOf(await AskAsync(second, "ADA")), Is.EqualTo("user_name_taken"));
        Assert.That(await CodeOf(await AskAsync(second, "ada@example.com")), Is.EqualTo("user_name_invalid"));
    }

    [Test]
    public async Task Mailboxes_are_not_asked_where_an_invitation_is_needed()
    {
        var answer = await Newcomer.Http.GetStringAsync("/sign-up");

        Assert.That(answer, Does.Contain("You need an invitation").And.Not.Contain("<form method=\"post\""));
    }

    private async Task<List<string>> GroupsOf(string name)
    {
        var account = await Host.Get<AccountStore>().FindByNameAsync(name, CancellationToken.None);
        return await Host.Get<GroupStore>().OfAccountAsync(account!.Id, CancellationToken.None);
    }
}

internal sealed class ClosedSignUpTests() : SignUpScene(SignUpMode.Closed)
{
    [Test]
    public async Task Nobody_signs_up_even_with_a_link_made_before()
    {
        await OpenAsync(Newcomer, await InviteAsync());

        Assert.That(await CodeOf(await AskAsync(Newcomer)), Is.EqualTo("sign_up_link_invalid"));
        Assert.That(await Newcomer.Http.GetStringAsync("/sign-up"), Does.Contain("Accounts are given out here"));
        Assert.That(await Newcomer.Http.GetStringAsync("/sign-in"), Does.Not.Contain("id=\"sign-up\""));
    }
}
