using System.Net;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Passkeys.Passwords.SwitchOff;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>The way from a password to passkeys, every edge of it, and nobody who is locked out on the way.</summary>
internal sealed class SwitchOffTests : SwitchOffScene
{
    private const string Page = "/account/security/password";

    [Test]
    public async Task The_state_follows_from_what_somebody_has()
    {
        var states = new List<PasswordState> { await StateAsync() };
        await WithPasskeyAsync();
        states.Add(await StateAsync());
        await PractiseAsync();
        states.Add(await StateAsync());
        await Bob.Http.SendFormAsync(Page);
        states.Add(await StateAsync());
        People.Host.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync<PasswordErasure>();
        states.Add(await StateAsync());

        Assert.That(states, Is.EqualTo([
            PasswordState.PasswordOnly, PasswordState.Hybrid, PasswordState.PasskeyPrimary, PasswordState.PasswordDisabled, PasswordState.PasswordErased]));
    }

    [Test, Property("Case", "MG-10")]
    public async Task Whoever_is_ready_turns_it_off_and_reads_what_stays()
    {
        await ReadyAsync();
        var page = await Bob.Http.ReadPageAsync(Page);

        var done = await Bob.Http.SendFormAsync(Page);

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("The passkey").And.Contain("Recovery codes: 10 left").And.Contain("bob@example.com"));
        Assert.That(done.Headers.Location!.ToString(), Is.EqualTo("/account/security"), "where nothing is confirmed once more");
        using var elsewhere = new Visitor(People.Host);
        Assert.That(await (await PasswordPeople.SignInAsync(elsewhere.Http)).Content.ReadAsStringAsync(), Does.Contain("That did not match."));
        Assert.That((await new MailBox(People.Host).AllAsync("bob@example.com")).Select(mail => mail.Subject), Has.One.EqualTo("Your password is turned off"));
        Assert.That(await People.Host.EventsAsync("auth.password.disabled", "Person"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-10")]
    public async Task Somebody_with_one_synced_passkey_and_no_codes_is_not_ready()
    {
        await WithPasskeyAsync();
        await PractiseAsync(codes: false);

        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Passkeys]));
        Assert.That((await Bob.Http.ReadPageAsync(Page)).QuerySelector("#turn-off"), Is.Null);
    }

    [Test, Property("Case", "MG-10")]
    public async Task Two_passkeys_are_enough_without_codes()
    {
        await WithPasskeyAsync();
        await PractiseAsync(codes: false);
        using var other = Bob.WithAnotherDevice();
        var added = await other.EnrolAsync();
        Assert.That(added.StatusCode, Is.EqualTo(HttpStatusCode.OK), await added.Content.ReadAsStringAsync());

        Assert.That(await ObstaclesAsync(), Is.Empty);
    }

    [Test, Property("Case", "MG-10")]
    public async Task Two_sign_ins_on_one_day_are_no_practice_and_last_months_neither()
    {
        await ReadyAsync();
        People.Host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Practice]));

        await Bob.SignInAsync();
        People.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Bob.SignInAsync();
        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Practice]));

        People.Host.Clock.Advance(TimeSpan.FromDays(1));
        await Bob.SignInAsync();
        Assert.That(await ObstaclesAsync(), Is.Empty);
    }

    [Test, Property("Case", "MG-10")]
    public async Task Neither_an_unproven_mailbox_nor_a_hold_will_do()
    {
        await ReadyAsync();
        await People.ChangeAsync(database => database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.EmailConfirmed, false)));
        var unit = new Unit();
        People.Host.Get<HoldStore>().Begin(unit, Account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await People.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That(await ObstaclesAsync(), Is.EqualTo([SwitchOffObstacle.Mailbox, SwitchOffObstacle.Hold]));
    }

    [Test]
    public async Task A_form_from_a_page_that_was_right_a_moment_ago_strands_nobody()
    {
        await ReadyAsync();
        var token = (await Bob.Http.ReadPageAsync(Page)).QuerySelector("main input[name=csrf]")!.GetAttribute("value")!;
        await People.ChangeAsync(database => database.Users.ExecuteUpdateAsync(set => set.SetProperty(it => it.EmailConfirmed, false)));

        using var form = new FormUrlEncodedContent([new("csrf", token)]);
        await Bob.Http.PostAsync(Page, form);

        Assert.That((await People.RowOfAsync(Account))!.SwitchedOffAt, Is.Null);
    }

    [Test]
    public async Task The_page_wants_a_passkey_of_the_last_five_minutes()
    {
        await ReadyAsync();
        People.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That((await Bob.Http.GetAsync(Page)).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "SU-31")]
    public async Task What_was_proven_before_it_was_turned_off_opens_nothing()
    {
        await ReadyAsync();

        await Bob.Http.SendFormAsync(Page);

        Assert.That((await People.RowOfAsync(Account))!.SwitchedOffAt, Is.Not.Null);
        Assert.That((await Bob.Http.GetAsync(Page)).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "MG-10")]
    public async Task For_a_day_it_is_taken_back_with_a_click()
    {
        await ReadyAsync();
        await Bob.Http.SendFormAsync(Page);
        People.Host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        await Bob.SignInAsync();

        await Bob.Http.SendFormAsync(Page);

        Assert.That((await People.RowOfAsync(Account))!.SwitchedOffAt, Is.Null);
        Assert.That(await People.Host.EventsAsync("auth.password.enabled"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-13")]
    public async Task After_that_day_only_an_operator_brings_it_back()
    {
        await ReadyAsync();
        var passwordSwitch = People.Host.Get<PasswordSwitch>();
        await Bob.Http.SendFormAsync(Page);
        People.Host.Clock.Advance(TimeSpan.FromHours(24));
        await Bob.SignInAsync();

        Assert.That((await Bob.Http.ReadPageAsync(Page)).QuerySelector("#undo"), Is.Null);
        Assert.That(await passwordSwitch.UndoAsync(Account, CancellationToken.None), Is.False);
        Assert.That(await passwordSwitch.OnAsync(Account, Actor.System, CancellationToken.None), Is.True);
        Assert.That((await People.RowOfAsync(Account))!.SwitchedOffAt, Is.Null);
    }

    [Test, Property("Case", "MG-09")]
    public async Task A_suspended_password_is_not_its_owners_to_bring_back()
    {
        var passwordSwitch = People.Host.Get<PasswordSwitch>();

        Assert.That(await passwordSwitch.SuspendAsync(Account, Actor.System, CancellationToken.None), Is.True);
        Assert.That(await passwordSwitch.SuspendAsync(Account, Actor.System, CancellationToken.None), Is.False, "once");
        Assert.That(await passwordSwitch.UndoAsync(Account, CancellationToken.None), Is.False);
        Assert.That(await (await PasswordPeople.SignInAsync(Bob.Http)).Content.ReadAsStringAsync(), Does.Contain("That did not match."));
    }

    private async Task<IReadOnlyList<SwitchOffObstacle>> ObstaclesAsync() => (await ReadinessAsync()).Obstacles;

    private async Task<PasswordState> StateAsync() => PasswordStates.Of(await People.RowOfAsync(Account), await ReadinessAsync());
}
