using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.Passwords;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Tests.Sessions.Proofs;

/// <summary>Class A: every action is confirmed by itself, and every confirmation serves once.</summary>
internal sealed class CriticalActionTests
{
    private static readonly CriticalAction RemoveX = new("thing.remove", "Remove the thing X for good.", "x");

    private PasswordPeople people;
    private Visitor bob;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        bob = await WithPasskeyAsync("bob");
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test, Property("Case", "SU-30")]
    public async Task A_sign_in_of_this_moment_and_a_window_for_B_open_nothing()
    {
        await bob.StepUpAsync();

        Assert.That(await DemandAsync(bob, RemoveX), Does.StartWith("/step-up?interaction="));
    }

    [Test]
    public async Task A_proof_opens_its_action_once()
    {
        await ProveAsync(bob, RemoveX);

        Assert.That(await DemandAsync(bob, RemoveX), Is.Null);
        Assert.That(await DemandAsync(bob, RemoveX), Is.Not.Null, "the second time");
    }

    [Test]
    public async Task Of_twenty_requests_that_come_at_once_one_finds_the_gate_open()
    {
        await ProveAsync(bob, RemoveX);
        var session = (await bob.NewRequest().FindSessionAsync())!;
        var proofs = people.Host.Get<ActionProofs>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => proofs.TakeAsync(session.Id, RemoveX.HashFor(session.AccountId), CancellationToken.None)));

        Assert.That(taken.Count(it => it), Is.EqualTo(1));
    }

    [TestCase("thing.remove", "y")]
    [TestCase("thing.give", "x")]
    [TestCase("thing.remove", "x", "x")]
    [TestCase("thing.remove")]
    public async Task A_proof_for_one_action_is_none_for_another(string name, params string[] parts)
    {
        await ProveAsync(bob, RemoveX);

        Assert.That(await DemandAsync(bob, new CriticalAction(name, RemoveX.Sentence, parts)), Is.Not.Null);
        Assert.That(await DemandAsync(bob, RemoveX), Is.Null, "and it is still there for its own");
    }

    [Test]
    public async Task Not_in_another_session_of_the_same_person()
    {
        using var elsewhere = bob.OnAnotherBrowser();
        await elsewhere.SignInAsync();

        await ProveAsync(bob, RemoveX);

        Assert.That(await DemandAsync(elsewhere, RemoveX), Is.Not.Null);
    }

    [Test]
    public async Task Not_for_another_person()
    {
        using var eve = await WithPasskeyAsync("eve");
        await bob.SignInAsync();

        await ProveAsync(bob, RemoveX);

        Assert.That(await DemandAsync(eve, RemoveX), Is.Not.Null);
    }

    [Test]
    public async Task Not_a_minute_later()
    {
        await ProveAsync(bob, RemoveX);
        people.Host.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.That(await DemandAsync(bob, RemoveX), Is.Not.Null);
    }

    [Test]
    public async Task Proven_twice_it_still_serves_once()
    {
        await ProveAsync(bob, RemoveX);
        await ProveAsync(bob, RemoveX, wait: true);

        Assert.That(await DemandAsync(bob, RemoveX), Is.Null);
        Assert.That(await DemandAsync(bob, RemoveX), Is.Not.Null);
    }

    [Test, Property("Case", "SU-30")]
    public async Task A_proof_for_an_action_opens_no_window()
    {
        people.Host.Clock.Advance(TimeSpan.FromMinutes(16));
        await ProveAsync(bob, RemoveX);

        Assert.That((await bob.Http.GetAsync("/account/activity")).Headers.Location?.ToString(), Does.StartWith("/step-up?"));
        Assert.That((await bob.Http.GetAsync("/account/security/codes")).Headers.Location?.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "SU-19")]
    public async Task Neither_a_sign_in_nor_a_step_up_for_something_else_answers_the_question()
    {
        var detour = await DemandAsync(bob, RemoveX);
        await bob.StepUpAsync();
        await bob.SignInAsync(question: new { interaction = detour!.Split('=')[1] });

        Assert.That(await DemandAsync(bob, RemoveX), Is.Not.Null);
    }

    [Test, Property("Case", "SU-18")]
    public async Task Somebody_elses_passkey_is_refused_and_the_person_who_is_signed_in_hears_of_it()
    {
        using var eve = await WithPasskeyAsync("eve");
        await bob.SignInAsync();
        var detour = await DemandAsync(bob, RemoveX);
        var (ceremony, options) = await bob.AskAsync("step-up", new { interaction = detour!.Split('=')[1] });

        var unlisted = JsonSerializer.Serialize(JsonDocument.Parse(options).RootElement.EnumerateObject()
            .Where(member => member.Name is not "allowCredentials").ToDictionary(member => member.Name, member => member.Value));
        var response = await bob.AnswerAsync("step-up", ceremony, eve.Device.Get(unlisted)!);

        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("passkey_refused"));
        Assert.That(await people.Host.EventsAsync("stepup.failed", "cred_not_allowed"), Is.EqualTo(1));
        Assert.That(await bob.Http.GetStringAsync("/account/activity"), Does.Contain("A confirmation was refused"));
        Assert.That(await DemandAsync(bob, RemoveX), Is.Not.Null);
    }

    [Test]
    public async Task Whoever_signs_in_on_the_same_browser_does_not_inherit_the_question()
    {
        await people.AddAsync("eve");
        var detour = await DemandAsync(bob, RemoveX);
        using var eveAtBobs = bob.WithAnotherDevice();
        await PasswordPeople.SignInAsync(eveAtBobs.Http, "eve");

        var done = await eveAtBobs.Http.GetAsync(detour!.Replace("/step-up?", "/step-up/done?", StringComparison.Ordinal));

        Assert.That(done.Headers.Location!.ToString(), Is.EqualTo("/account/passkeys"));
    }

    [Test]
    public async Task The_person_reads_what_they_confirm()
    {
        var page = await bob.Http.ReadPageAsync((await DemandAsync(bob, RemoveX))!);

        Assert.That(page.QuerySelector("#action")!.TextContent, Is.EqualTo("Remove the thing X for good."));
    }

    [Test, Property("Case", "S4-74")]
    public async Task A_script_gets_a_problem()
    {
        var request = bob.NewRequest();
        request.Request.Headers.Accept = "application/json";

        Assert.That(await people.Host.Get<CriticalActions>().DemandAsync(request, RemoveX), Is.EqualTo(new FreshVerificationRequired(ActionClass.A)));
    }

    [Test, Property("Case", "SU-20")]
    public async Task Every_proof_changes_the_cookie()
    {
        using var thief = people.Host.NewBrowser();
        thief.DefaultRequestHeaders.Add("Cookie", bob.NewRequest().Request.Headers.Cookie.ToString());
        Assert.That((await thief.PostAsJsonAsync("/passkeys/step-up/options", new { })).StatusCode, Is.EqualTo(HttpStatusCode.OK), "as long as it is new");

        people.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ProveAsync(bob, RemoveX);

        Assert.That((await thief.PostAsJsonAsync("/passkeys/step-up/options", new { })).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task<string?> DemandAsync(Visitor visitor, CriticalAction action) =>
        (await people.Host.Get<CriticalActions>().DemandAsync(visitor.NewRequest(), action) as RedirectResult)?.Url;

    private async Task ProveAsync(Visitor visitor, CriticalAction action, bool wait = false)
    {
        var session = (await visitor.NewRequest().FindSessionAsync())!;
        var detour = wait
            ? await people.Host.Get<StepUpDetour>().BeginAsync(visitor.NewRequest(), ActionClass.A, action)
            : await DemandAsync(visitor, action);
        var response = await visitor.StepUpAsync(detour: detour);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That((await visitor.NewRequest().FindSessionAsync())!.Id, Is.EqualTo(session.Id));
    }

    private async Task<Visitor> WithPasskeyAsync(string name)
    {
        await people.AddAsync(name);
        var visitor = new Visitor(people.Host);
        await PasswordPeople.SignInAsync(visitor.Http, name);
        await visitor.EnrolAsync("Password");
        people.Host.Clock.Advance(TimeSpan.FromDays(1)); // S5-32
        await visitor.SignInAsync();
        return visitor;
    }
}
