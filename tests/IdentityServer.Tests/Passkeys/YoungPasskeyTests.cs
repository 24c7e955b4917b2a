using System.Net;
using System.Text.Json;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.Passwords;

namespace IdentityServer.Tests.Passkeys;

/// <summary>RC-20: for a day, a passkey that was added to an account does not take it away from those that were there before.</summary>
[Property("Case", "S5-32")]
internal sealed class YoungPasskeyTests
{
    private const string Critical = "/account/privacy/export";

    private TestHost host;
    private Visitor ada;
    private Visitor phone;

    [SetUp]
    public async Task AddAsync()
    {
        host = new();
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        host.Clock.Advance(TimeSpan.FromDays(3));
        await ada.SignInAsync();

        var device = ada.WithAnotherDevice();
        var added = await device.EnrolAsync();
        Assert.That(added.StatusCode, Is.EqualTo(HttpStatusCode.OK), await added.Content.ReadAsStringAsync());
        phone = new(host) { Device = device.Device };
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await phone.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        phone.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task Asked_for_something_critical_the_browser_hears_of_the_older_passkey_only()
    {
        var (_, options) = await phone.AskAsync("step-up", new { interaction = await DetourAsync(phone) });

        Assert.That(phone.Device.Get(options), Is.Null);
        Assert.That(ada.Device.Get(options), Is.Not.Null);
    }

    [Test]
    public async Task A_browser_that_answers_with_it_anyway_is_refused()
    {
        var (ceremony, options) = await phone.AskAsync("step-up", new { interaction = await DetourAsync(phone) });

        var answer = await phone.AnswerAsync("step-up", ceremony, phone.Device.Get(ToAll(options))!);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await host.EventsAsync("stepup.failed", "policy_denied"), Is.EqualTo(1));
        Assert.That(await DetourAsync(phone), Is.Not.Null, "and nothing is open");
    }

    [TestCase("/account/email/change")]
    [TestCase("/account/passkeys/lost")]
    public async Task Its_sign_in_of_this_moment_neither_changes_the_address_nor_removes_the_others(string path)
    {
        var asked = await phone.Http.GetAsync(path);

        Assert.That(asked.Headers.Location?.OriginalString, Does.StartWith("/step-up?"));
        Assert.That((await ada.Http.GetAsync(path)).Headers.Location?.OriginalString, Does.StartWith("/step-up?"), "ten minutes after hers");
        await ada.StepUpAsync();
        Assert.That((await ada.Http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Nor_does_a_proof_with_it_for_that_very_page()
    {
        var detour = (await phone.Http.GetAsync("/account/passkeys/lost")).Headers.Location!.OriginalString;
        var (ceremony, options) = await phone.AskAsync("step-up", new { interaction = detour.Split("interaction=")[1] });

        var answer = await phone.AnswerAsync("step-up", ceremony, phone.Device.Get(ToAll(options))!);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await phone.Http.GetAsync("/account/passkeys/lost")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Everything_else_it_does_from_the_first_minute_on() =>
        Assert.That((await phone.Http.GetAsync("/account/passkeys/add")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task The_page_says_that_an_older_one_does()
    {
        var page = await phone.Http.ReadPageAsync($"/step-up?interaction={await DetourAsync(phone)}");

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Use an older one"));
        Assert.That(page.QuerySelector("#step-up"), Is.Not.Null);
    }

    [TestCase(-11, false)]
    [TestCase(-10, true)]
    public async Task A_day_after_it_was_added_it_does_everything(int minutes, bool works)
    {
        host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(minutes));
        await phone.SignInAsync();

        var (_, options) = await phone.AskAsync("step-up", new { interaction = await DetourAsync(phone) });

        Assert.That(phone.Device.Get(options) is not null, Is.EqualTo(works));
    }

    [Test]
    public async Task The_passkey_an_account_began_with_does_everything_at_once()
    {
        using var bob = await Visitor.SetUpAsync(host, "bob");
        await host.LeaveAllGroupsAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await bob.SignInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await bob.StepUpAsync(detour: "interaction=" + await DetourAsync(bob));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Whoever_has_no_other_reads_when_theirs_will_do()
    {
        await using var people = new PasswordPeople();
        await people.AddAsync();
        using var bob = new Visitor(people.Host);
        await PasswordPeople.SignInAsync(bob.Http);
        await bob.EnrolAsync("Password");
        people.Host.Clock.Advance(TimeSpan.FromHours(2));
        await bob.SignInAsync();

        var early = await bob.Http.ReadPageAsync($"/step-up?interaction={await DetourAsync(bob)}");
        people.Host.Clock.Advance(TimeSpan.FromHours(22));
        await bob.SignInAsync();
        var answer = await bob.StepUpAsync(detour: "interaction=" + await DetourAsync(bob));

        Assert.That(early.QuerySelector("#too-young")!.TextContent, Does.Contain("in 22 hours"));
        Assert.That(early.QuerySelector("#step-up"), Is.Null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(PasskeyOrigin.Setup, 0)]
    [TestCase(PasskeyOrigin.SignUp, 0)]
    [TestCase(PasskeyOrigin.Import, 0)]
    [TestCase(PasskeyOrigin.Settings, 24)]
    [TestCase(PasskeyOrigin.Password, 24)]
    [TestCase(PasskeyOrigin.Conditional, 24)]
    [TestCase(PasskeyOrigin.OtherDevice, 24)]
    [TestCase(PasskeyOrigin.Pairing, 24)]
    [TestCase(PasskeyOrigin.Recovery, 24)]
    public async Task Where_it_came_into_the_account_decides_how_long_it_waits(PasskeyOrigin origin, int hours)
    {
        var account = (await phone.NewRequest().FindSessionAsync())!.AccountId;
        var passkey = (await host.Get<PasskeyStore>().OfAccountAsync(account, CancellationToken.None))[0] with { BornIn = origin };

        Assert.That(passkey.SettledAt - passkey.CreatedAt, Is.EqualTo(TimeSpan.FromHours(hours)));
    }

    private static async Task<string> DetourAsync(Visitor visitor) =>
        (await visitor.Http.SendFormAsync(Critical)).Headers.Location!.OriginalString.Split("interaction=")[1];

    private static string ToAll(string options) => JsonSerializer.Serialize(JsonDocument.Parse(options).RootElement.EnumerateObject()
        .Where(member => member.Name is not "allowCredentials").ToDictionary(member => member.Name, member => member.Value));
}
