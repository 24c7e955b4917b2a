using System.Net;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Approvals;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions.Approvals;

internal sealed class ApprovalRefusalTests
{
    private Askers askers;
    private Visitor guest;

    [SetUp]
    public async Task StartAsync()
    {
        askers = new();
        await askers.StartAsync();
        guest = new(askers.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        guest.Dispose();
        return askers.DisposeAsync();
    }

    [Test]
    public async Task A_wrong_number_turns_the_request_away_for_good()
    {
        var wait = await Askers.AskAsync(guest.Http);
        var number = await Askers.NumberAsync(guest.Http, wait);

        await askers.ApproveAsync(Askers.Other(number));

        Assert.That(await Askers.StateAsync(guest.Http, wait), Does.Contain("mistyped"));
        Assert.That(await askers.WaitingAsync(), Is.Zero, "no second try");
        Assert.That(await FinishAsync(wait), Is.False);
        Assert.That(await askers.Host.EventsAsync("approval.denied", "wrong_number"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_name_nobody_has_waits_like_any_other()
    {
        using var other = new Visitor(askers.Host);
        var (known, unknown) = (await Askers.AskAsync(guest.Http), await Askers.AskAsync(other.Http, "nobody"));

        var (here, there) = (await guest.Http.ReadPageAsync(known), await other.Http.ReadPageAsync(unknown));

        Assert.That(there.QuerySelector("#number-to-match")!.TextContent, Does.Match("^[0-9]{2}$"));
        Assert.That(there.QuerySelector("h1")!.TextContent, Is.EqualTo(here.QuerySelector("h1")!.TextContent));
        Assert.That(there.QuerySelector("svg.qr")!.OuterHtml, Is.EqualTo(here.QuerySelector("svg.qr")!.OuterHtml));
        Assert.That(await Askers.StateAsync(other.Http, unknown), Is.EqualTo(await Askers.StateAsync(guest.Http, known)));
    }

    [Test]
    public async Task Whoever_operates_the_server_is_not_asked()
    {
        using var host = new TestHost();
        using var root = await Visitor.SetUpAsync(host, "root");
        await root.SignInAsync();
        using var stranger = new Visitor(host);

        await Askers.AskAsync(stranger.Http, "root");

        Assert.That(await root.Http.GetStringAsync("/account/approve"), Does.Contain("Nobody asks at the moment"));
    }

    [Test]
    public async Task Another_browser_cannot_use_what_was_approved()
    {
        var wait = await ApprovedAsync();
        using var thief = new Visitor(askers.Host);

        Assert.That(await Askers.StateAsync(thief.Http, wait), Does.Contain("over"));
        Assert.That(await askers.Host.Get<ApprovedSignIn>().OpenAsync(new Microsoft.AspNetCore.Http.DefaultHttpContext(), HandleIn(wait), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_approval_is_used_once()
    {
        var wait = await ApprovedAsync();
        var form = await FormAsync(wait);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => guest.Http.PostAsync(wait, form))));

        Assert.That(answers.Count(it => it.StatusCode is HttpStatusCode.Redirect), Is.EqualTo(1));
        Assert.That(await askers.SessionsAsync(), Has.Count.EqualTo(2));
    }

    [TestCase("Deny", "denied")]
    [TestCase("NotMe", "repudiated")]
    public async Task Whoever_is_refused_waits_like_somebody_whom_nobody_knows(string handler, string reason)
    {
        var wait = await Askers.AskAsync(guest.Http);

        await askers.RefuseAsync(handler);

        Assert.That(await askers.Host.EventsAsync("approval.denied", reason), Is.EqualTo(1));
        Assert.That(await Askers.StateAsync(guest.Http, wait), Does.Contain("waiting"));
        Assert.That(await FinishAsync(wait), Is.False);
    }

    [Test]
    public async Task Of_a_right_and_a_wrong_number_at_once_one_counts()
    {
        await Askers.AskAsync(guest.Http);
        var session = (await askers.SessionsAsync()).Single();
        var waiting = (await askers.Host.Get<ApprovalStore>().WaitingAsync(askers.Account, CancellationToken.None)).Single();
        var answer = askers.Host.Get<ApprovalAnswer>();

        var decisions = await Task.WhenAll(Enumerable.Range(0, 50).Select(turn => Task.Run(() =>
            answer.ApproveAsync(session, waiting, turn % 2 is 0 ? waiting.Number : 0, CancellationToken.None))));

        Assert.That(decisions.Count(it => it is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task Somebody_elses_request_is_not_there()
    {
        await Askers.AskAsync(guest.Http);
        var waiting = (await askers.Host.Get<ApprovalStore>().WaitingAsync(askers.Account, CancellationToken.None)).Single();
        var session = (await askers.SessionsAsync()).Single();
        var eve = new Session
        {
            Id = session.Id,
            AccountId = Guid.NewGuid(),
            SecretHash = [],
            CreatedAt = session.CreatedAt,
            LastSeenAt = session.LastSeenAt,
            ExpiresAt = session.ExpiresAt,
            Device = "Other",
            Events = session.Events,
        };

        Assert.That(await askers.Host.Get<ApprovalAnswer>().ApproveAsync(eve, waiting, waiting.Number, CancellationToken.None), Is.Null);
        Assert.That(await askers.WaitingAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_proved_themselves_without_a_passkey_lets_nobody_in()
    {
        var wait = await Askers.AskAsync(guest.Http);
        await askers.Host.SeedSessionAsync("ada", AuthenticationMethod.PasswordAndCode, "urn:idp:loa:2", "pwd", "otp", "mfa");
        var session = (await askers.SessionsAsync()).Single(it => it.LatestEvent.Method is AuthenticationMethod.PasswordAndCode);
        var waiting = (await askers.Host.Get<ApprovalStore>().WaitingAsync(askers.Account, CancellationToken.None)).Single();

        Assert.That(await askers.Host.Get<ApprovalAnswer>().ApproveAsync(session, waiting, waiting.Number, CancellationToken.None), Is.Null);
        Assert.That(await Askers.StateAsync(guest.Http, wait), Does.Contain("waiting"));
    }

    [Test]
    public async Task After_ten_minutes_there_is_nothing_to_approve_and_nothing_to_use()
    {
        var wait = await ApprovedAsync();
        using var other = new Visitor(askers.Host);
        await Askers.AskAsync(other.Http);
        askers.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        await askers.Ada.StepUpAsync();

        Assert.That(await askers.WaitingAsync(), Is.Zero);
        Assert.That(await FinishAsync(wait), Is.False);
    }

    [Test]
    public async Task The_page_asks_for_a_fresh_passkey()
    {
        askers.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That((await askers.Ada.Http.GetAsync("/account/approve")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test]
    public async Task During_a_hold_nobody_is_let_in()
    {
        var unit = new Unit();
        askers.Host.Get<HoldStore>().Begin(unit, askers.Account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await askers.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That((await askers.Ada.Http.GetAsync("/account/approve")).Headers.Location!.ToString(), Is.EqualTo("/account/on-hold"));
    }

    [Test]
    public async Task A_browser_that_was_let_in_lets_nobody_in_and_confirms_nothing()
    {
        await FinishAsync(await ApprovedAsync());

        foreach (var path in new[] { "/account/approve", "/account/passkeys/add", "/account/activity" })
            Assert.That((await guest.Http.GetAsync(path)).Headers.Location?.ToString(), Does.StartWith("/step-up?"), path);
    }

    [Test]
    public async Task What_was_approved_ends_with_the_session_that_did_it()
    {
        var wait = await ApprovedAsync();
        await askers.Ada.Http.SendFormAsync("/account/sessions/end/all");

        Assert.That(await FinishAsync(wait), Is.False);
    }

    [Test]
    public async Task Three_an_hour_and_five_a_day_reach_the_owner_and_the_next_wait_in_vain()
    {
        for (var ask = 0; ask < 4; ask++)
            await AskFreshlyAsync();
        Assert.That(await askers.WaitingAsync(), Is.EqualTo(3));

        for (var hour = 0; hour < 4; hour++)
        {
            askers.Host.Clock.Advance(TimeSpan.FromMinutes(59));
            await askers.Ada.SignInAsync();
            await AskFreshlyAsync();
        }

        Assert.That((await askers.Host.EventsAsync("approval.asked"), await askers.Host.EventsAsync("approval.asked", "nobody_asked")), Is.EqualTo((8, 3)));
    }

    [Test]
    public async Task Strangers_use_up_nothing_of_a_browser_that_the_account_knows()
    {
        await FinishAsync(await ApprovedAsync());
        await guest.Http.SendFormAsync("/sign-out");
        for (var ask = 0; ask < 4; ask++)
            await AskFreshlyAsync();
        var before = await askers.WaitingAsync();

        await Askers.AskAsync(guest.Http);

        Assert.That(await askers.WaitingAsync(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Whoever_says_that_it_was_not_them_is_left_alone_for_a_day()
    {
        var wait = await Askers.AskAsync(guest.Http);

        await askers.RefuseAsync("NotMe");

        Assert.That(await Askers.StateAsync(guest.Http, wait), Does.Contain("waiting"), "the stranger learns nothing");
        Assert.That(await askers.Host.EventsAsync("approval.denied", "repudiated"), Is.EqualTo(1));
        await AskFreshlyAsync();
        Assert.That(await askers.WaitingAsync(), Is.Zero);

        askers.Host.Clock.Advance(TimeSpan.FromHours(24));
        await askers.Ada.SignInAsync();
        await AskFreshlyAsync();
        Assert.That(await askers.WaitingAsync(), Is.EqualTo(1));
    }

    private async Task<string> ApprovedAsync()
    {
        var wait = await Askers.AskAsync(guest.Http);
        await askers.ApproveAsync(await Askers.NumberAsync(guest.Http, wait));
        return wait;
    }

    private async Task AskFreshlyAsync()
    {
        using var visitor = new Visitor(askers.Host);
        await Askers.AskAsync(visitor.Http);
    }

    private async Task<bool> FinishAsync(string wait)
    {
        // Where the page offers nothing to send, another page's form lends its protection against forgery.
        using var form = await FormAsync(wait) is { } own ? own : await FormAsync("/sign-in/approval");
        return (await guest.Http.PostAsync(wait, form)).StatusCode is HttpStatusCode.Redirect;
    }

    private async Task<FormUrlEncodedContent?> FormAsync(string path) =>
        (await guest.Http.ReadPageAsync(path)).QuerySelector("main form[method=post]") is { } form
            ? new(form.QuerySelectorAll("input[type=hidden]").Select(it => KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value") ?? "")))
            : null;

    private static string HandleIn(string wait) => wait[(wait.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
