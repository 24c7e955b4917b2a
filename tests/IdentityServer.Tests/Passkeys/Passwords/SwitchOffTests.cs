using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Codes;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Passkeys.Passwords.SwitchOff;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>The way from a password to passkeys, every edge of it, and nobody who is locked out on the way.</summary>
internal sealed class SwitchOffTests
{
    private const string Page = "/account/security/password";

    private PasswordPeople people;
    private Visitor bob;
    private Guid account;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        account = await people.AddAsync(groups: ["staff"]);
        bob = new(people.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task The_state_follows_from_what_somebody_has()
    {
        var states = new List<PasswordState> { await StateAsync() };
        await WithPasskeyAsync();
        states.Add(await StateAsync());
        await PractiseAsync();
        states.Add(await StateAsync());
        await bob.Http.SendFormAsync(Page);
        states.Add(await StateAsync());
        people.Host.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync<PasswordErasure>();
        states.Add(await StateAsync());

        Assert.That(states, Is.EqualTo([
            PasswordState.PasswordOnly, PasswordState.Hybrid, PasswordState.PasskeyPrimary, PasswordState.PasswordDisabled, PasswordState.PasswordErased]));
    }

    [Test, Property("Case", "MG-10")]
    public async Task Whoever_is_ready_turns_it_off_and_reads_what_stays()
    {
        await ReadyAsync();
        var page = await bob.Http.ReadPageAsync(Page);

        var done = await bob.Http.SendFormAsync(Page);

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("The passkey").And.Contain("Recovery codes: 10 left").And.Contain("bob@example.com"));
        Assert.That(done.Headers.Location!.ToString(), Is.EqualTo(Page));
        using var elsewhere = new Visitor(people.Host);
        Assert.That(await (await PasswordPeople.SignInAsync(elsewhere.Http)).Content.ReadAsStringAsync(), Does.Contain("That did not match."));
        Assert.That((await new MailBox(people.Host).AllAsync("bob@example.com")).Select(mail => mail.Subject), Has.One.EqualTo("Your password is turned off"));
        Assert.That(await people.Host.EventsAsync("auth.password.disabled", "Person"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-10")]
    public async Task Somebody_with_one_synced_passkey_and_no_codes_is_not_ready()
    {
        await WithPasskeyAsync();
        await PractiseAsync(codes: false);

        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Passkeys]));
        Assert.That((await bob.Http.ReadPageAsync(Page)).QuerySelector("#turn-off"), Is.Null);
    }

    [Test, Property("Case", "MG-10")]
    public async Task Two_passkeys_are_enough_without_codes()
    {
        await WithPasskeyAsync();
        await PractiseAsync(codes: false);
        using var other = bob.WithAnotherDevice();
        var added = await other.EnrolAsync();
        Assert.That(added.StatusCode, Is.EqualTo(HttpStatusCode.OK), await added.Content.ReadAsStringAsync());

        Assert.That(await ObstaclesAsync(), Is.Empty);
    }

    [Test, Property("Case", "MG-10")]
    public async Task Two_sign_ins_on_one_day_are_no_practice_and_last_months_neither()
    {
        await ReadyAsync();
        people.Host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Practice]));

        await bob.SignInAsync();
        people.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await bob.SignInAsync();
        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Practice]));

        people.Host.Clock.Advance(TimeSpan.FromDays(1));
        await bob.SignInAsync();
        Assert.That(await ObstaclesAsync(), Is.Empty);
    }

    [Test, Property("Case", "MG-10")]
    public async Task Neither_an_unproven_mailbox_nor_a_hold_will_do()
    {
        await ReadyAsync();
        await people.ChangeAsync(database => database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.EmailConfirmed, false)));
        var unit = new Unit();
        people.Host.Get<HoldStore>().Begin(unit, account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await people.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Mailbox, SwitchOffObstacle.Hold]));
    }

    [Test]
    public async Task A_form_from_a_page_that_was_right_a_moment_ago_strands_nobody()
    {
        await ReadyAsync();
        var token = (await bob.Http.ReadPageAsync(Page)).QuerySelector("main input[name=csrf]")!.GetAttribute("value")!;
        await people.ChangeAsync(database => database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.EmailConfirmed, false)));

        using var form = new FormUrlEncodedContent([new("csrf", token)]);
        await bob.Http.PostAsync(Page, form);

        Assert.That((await people.RowOfAsync(account))!.SwitchedOffAt, Is.Null);
    }

    [Test]
    public async Task The_page_wants_a_passkey_of_the_last_five_minutes()
    {
        await ReadyAsync();
        people.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That((await bob.Http.GetAsync(Page)).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "MG-10")]
    public async Task For_a_day_it_is_taken_back_with_a_click()
    {
        await ReadyAsync();
        await bob.Http.SendFormAsync(Page);
        people.Host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        await bob.SignInAsync();

        await bob.Http.SendFormAsync(Page);

        Assert.That((await people.RowOfAsync(account))!.SwitchedOffAt, Is.Null);
        Assert.That(await people.Host.EventsAsync("auth.password.enabled"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-13")]
    public async Task After_that_day_only_an_operator_brings_it_back()
    {
        await ReadyAsync();
        var passwordSwitch = people.Host.Get<PasswordSwitch>();
        await bob.Http.SendFormAsync(Page);
        people.Host.Clock.Advance(TimeSpan.FromHours(24));
        await bob.SignInAsync();

        Assert.That((await bob.Http.ReadPageAsync(Page)).QuerySelector("#undo"), Is.Null);
        Assert.That(await passwordSwitch.UndoAsync(account, CancellationToken.None), Is.False);
        Assert.That(await passwordSwitch.OnAsync(account, Actor.System, CancellationToken.None), Is.True);
        Assert.That((await people.RowOfAsync(account))!.SwitchedOffAt, Is.Null);
    }

    [Test, Property("Case", "MG-09")]
    public async Task A_suspended_password_is_not_its_owners_to_bring_back()
    {
        var passwordSwitch = people.Host.Get<PasswordSwitch>();

        Assert.That(await passwordSwitch.SuspendAsync(account, Actor.System, CancellationToken.None), Is.True);
        Assert.That(await passwordSwitch.SuspendAsync(account, Actor.System, CancellationToken.None), Is.False, "once");
        Assert.That(await passwordSwitch.UndoAsync(account, CancellationToken.None), Is.False);
        Assert.That(await (await PasswordPeople.SignInAsync(bob.Http)).Content.ReadAsStringAsync(), Does.Contain("That did not match."));
    }

    [Test, Property("Case", "MG-11")]
    public async Task Whoever_would_be_stranded_keeps_theirs_and_is_asked_to_get_ready()
    {
        var eve = await people.AddAsync("eve", groups: ["staff"]);
        await people.AddAsync("dan", groups: ["others"]);
        await ReadyAsync();

        var candidates = await PlanAsync();

        Assert.That(candidates.Select(it => (it.Account.UserName, it.Readiness.IsReady)), Is.EqualTo([("bob", true), ("eve", false)]));
        Assert.That((await people.RowOfAsync(account))!.SwitchOffAt, Is.EqualTo(people.Host.Clock.GetUtcNow().AddDays(30)));
        Assert.That((await people.RowOfAsync(eve))!.SwitchOffAt, Is.Null);
        Assert.That((await new MailBox(people.Host).AllAsync("eve@example.com")).Select(mail => mail.Subject), Is.EqualTo(["Get ready to sign in without a password"]));
    }

    [Test, Property("Case", "MG-12")]
    public async Task Three_mails_then_the_end_and_after_thirty_days_nothing_is_left()
    {
        await ReadyAsync();
        await PlanAsync();
        var told = new List<int>();
        for (var day = 0; day <= 30; day++)
        {
            await RunAsync<SwitchOffJob>();
            await RunAsync<SwitchOffJob>();
            if (await MailsAsync("Your password ends soon") > told.Count)
                told.Add(day);
            await KeepPractisingAsync(day);
            people.Host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.That(told, Is.EqualTo([0, 16, 27]));
        Assert.That((await people.RowOfAsync(account))!.SwitchedOffBy, Is.EqualTo(PasswordEnd.Operator));
        Assert.That(await MailsAsync("Your password has ended"), Is.EqualTo(1));

        people.Host.Clock.Advance(TimeSpan.FromDays(29));
        await RunAsync<PasswordErasure>();
        Assert.That(await people.RowOfAsync(account), Is.Not.Null);
        people.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync<PasswordErasure>();
        Assert.That(await people.RowOfAsync(account), Is.Null);
        Assert.That(await people.Host.EventsAsync("auth.password.erased", "switched_off"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-11")]
    public async Task Who_is_no_longer_ready_on_the_day_keeps_it()
    {
        await ReadyAsync();
        await PlanAsync();
        people.Host.Clock.Advance(TimeSpan.FromDays(31));

        await RunAsync<SwitchOffJob>();

        var row = (await people.RowOfAsync(account))!;
        Assert.That((row.SwitchedOffAt, row.SwitchOffAt), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null)));
        Assert.That(await people.Host.EventsAsync("auth.password.end_cancelled"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-02")]
    public async Task What_nobody_used_for_a_year_is_erased()
    {
        people.Host.Clock.Advance(TimeSpan.FromDays(200));
        await PasswordPeople.SignInAsync(bob.Http);
        var eve = await people.AddAsync("eve");

        people.Host.Clock.Advance(TimeSpan.FromDays(365));
        await RunAsync<PasswordErasure>();
        Assert.That(await people.RowOfAsync(account), Is.Not.Null, "a year and no longer");

        people.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync<PasswordErasure>();
        Assert.That((await people.RowOfAsync(account), await people.RowOfAsync(eve)), Is.EqualTo(((LegacyPassword?)null, (LegacyPassword?)null)));
        Assert.That(await people.Host.EventsAsync("auth.password.erased", "unused"), Is.EqualTo(2));
    }

    private async Task ReadyAsync()
    {
        await WithPasskeyAsync();
        await PractiseAsync();
    }

    private async Task WithPasskeyAsync()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        var made = await bob.EnrolAsync("Password");
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK), await made.Content.ReadAsStringAsync());
    }

    /// <summary>Two days of signing in, and a sheet of codes.</summary>
    private async Task PractiseAsync(bool codes = true)
    {
        await bob.SignInAsync();
        people.Host.Clock.Advance(TimeSpan.FromDays(1));
        await bob.SignInAsync();
        if (!codes)
            return;

        var sheet = await people.Host.Get<RecoveryCodes>().DrawAsync(account, CancellationToken.None);
        Assert.That(await people.Host.Get<RecoveryCodes>().ConfirmAsync(account, Guid.CreateVersion7(), sheet[0], CancellationToken.None), Is.True);
    }

    private async Task KeepPractisingAsync(int day)
    {
        if (day is 20 or 21)
            await bob.SignInAsync();
    }

    private async Task<IReadOnlyList<SwitchOffCandidate>> PlanAsync()
    {
        var campaign = people.Host.Get<SwitchOffCampaign>();
        var candidates = await campaign.ReviewAsync("staff", CancellationToken.None);
        foreach (var candidate in candidates)
            await campaign.BeginAsync(candidate, people.Host.Clock.GetUtcNow().AddDays(30), Actor.System, CancellationToken.None);
        return candidates;
    }

    private async Task<int> MailsAsync(string subject) => (await new MailBox(people.Host).AllAsync("bob@example.com")).Count(mail => mail.Subject == subject);

    private Task RunAsync<TJob>() => people.Host.Services.GetServices<IJob>().Single(it => it is TJob).RunAsync(CancellationToken.None);

    private async Task<SwitchOffReadiness> ReadinessAsync() => await people.Host.Get<SwitchOffReadinessCheck>().OfAsync(
        (await people.Host.Get<AccountStore>().FindAsync(account, CancellationToken.None))!, CancellationToken.None);

    private async Task<IReadOnlyList<SwitchOffObstacle>> ObstaclesAsync() => (await ReadinessAsync()).Obstacles;

    private async Task<PasswordState> StateAsync() => PasswordStates.Of(await people.RowOfAsync(account), await ReadinessAsync());
}
