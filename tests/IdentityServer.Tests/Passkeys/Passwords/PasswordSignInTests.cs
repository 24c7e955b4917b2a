using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

internal sealed class PasswordSignInTests
{
    private PasswordPeople people;
    private Visitor bob;
    private Guid account;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        account = await people.AddAsync();
        bob = new(people.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test, Property("Case", "MG-02")]
    public async Task The_right_password_signs_in_once_as_one_factor_and_is_hashed_anew()
    {
        var before = (await people.RowOfAsync(account))!.Sealed;

        var response = await PasswordPeople.SignInAsync(bob.Http);

        var session = (await people.Host.Get<SessionStore>().OfAccountAsync(account, CancellationToken.None)).Single();
        var row = (await people.RowOfAsync(account))!;
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/sign-in/passkey"));
        Assert.That((session.LatestEvent.Acr, session.LatestEvent.Amr), Is.EqualTo(("urn:idp:loa:1", new[] { "pwd" })));
        Assert.That(people.Host.Get<HashSeal>().Open(account, row.Sealed)!.IsUpToDate, Is.True);
        Assert.That((row.LastUsedAt, row.Sealed.SequenceEqual(before)), Is.EqualTo((people.Host.Clock.GetUtcNow(), false)));

        await PasswordPeople.SignInAsync(bob.Http);
        Assert.That((await people.RowOfAsync(account))!.Sealed, Is.EqualTo(row.Sealed), "what is up to date stays");
    }

    [Test, Property("Case", "MG-08")]
    public async Task It_is_counted_beside_the_passkeys()
    {
        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That((await people.Host.CountsAsync(Measures.SignIns)).Single().Labels["method"], Is.EqualTo("password"));
    }

    [Test]
    public async Task The_address_that_was_proven_is_a_name_too() =>
        Assert.That((await PasswordPeople.SignInAsync(bob.Http, " Bob@Example.com ")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

    [Test, Property("Case", "MG-03")]
    public async Task It_opens_no_sensitive_action()
    {
        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(await CodeOf("Settings"), Is.EqualTo("fresh_verification_required"));
        Assert.That((await bob.Http.GetAsync("/account/sessions")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "others it does");
    }

    [Test, Property("Case", "MG-05")]
    public async Task The_first_passkey_is_offered_made_and_used()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        var offer = await bob.Http.ReadPageAsync("/sign-in/passkey");

        var made = await bob.EnrolAsync("Password");

        Assert.That(offer.QuerySelector("#passkey-create"), Is.Not.Null);
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK), await made.Content.ReadAsStringAsync());
        Assert.That((await bob.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Five_minutes_later_the_password_is_asked_for_again()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        people.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await CodeOf("Password"), Is.EqualTo("fresh_verification_required"));
    }

    [Test, Property("Case", "MG-07")]
    public async Task Whoever_has_a_passkey_hears_of_the_password_and_is_not_asked_to_make_another()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        await bob.EnrolAsync("Password");
        using var thief = new Visitor(people.Host);

        var response = await PasswordPeople.SignInAsync(thief.Http);

        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/sign-in/not-enough"), "no offer, and no session");
        Assert.That((await new MailBox(people.Host).AllAsync("bob@example.com")).Select(mail => mail.Subject), Has.One.EqualTo("Your password was used"));
        Assert.That((await thief.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Password" })).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        await PasswordPeople.SignInAsync(bob.Http);
        Assert.That(await CodeOf("Password"), Is.EqualTo("occasion_unknown"), "nor where the password still opens a session");
    }

    [Test, Property("Case", "MG-05")]
    public async Task Not_now_is_heard_for_two_weeks_then_for_a_month_and_the_third_time_for_good()
    {
        foreach (var days in new[] { 14, 30, 30 })
        {
            Assert.That(await NextAsync(), Is.EqualTo("/sign-in/passkey"));
            Assert.That((await bob.Http.SendFormAsync("/sign-in/passkey")).Headers.Location!.ToString(), Is.EqualTo("/account/passkeys"));
            people.Host.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromHours(1));
            Assert.That(await NextAsync(), Is.EqualTo("/account/passkeys"));
            people.Host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(await NextAsync(), Is.EqualTo("/account/passkeys"));
    }

    [Property("Case", "MG-05")]
    [TestCase("/account/activity", "/step-up/done?")]
    [TestCase("/account/security/authenticator", "/sign-in/passkey?")]
    public async Task A_page_that_the_password_opens_again_asks_nothing_and_one_that_needs_a_passkey_does(string page, string next)
    {
        await PasswordPeople.SignInAsync(bob.Http);
        people.Host.Clock.Advance(TimeSpan.FromMinutes(15));
        var detour = (await bob.Http.GetAsync(page)).Headers.Location!.ToString();

        var again = await bob.Http.SendFormAsync($"/sign-in/password?{detour.Split('?')[1]}", ("identifier", "bob"), ("password", PasswordPeople.Right));

        Assert.That(detour, Does.StartWith("/step-up?"));
        Assert.That(again.Headers.Location!.ToString(), Does.StartWith(next));
    }

    [Test]
    public async Task Whoever_said_not_now_is_given_none_behind_their_back()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        Assert.That(await bob.Http.GetStringAsync("/sign-in/passkey"), Does.Contain("upgrade."), "before they are asked");

        await bob.Http.SendFormAsync("/sign-in/passkey");

        Assert.That(await CodeOf("Conditional"), Is.EqualTo("occasion_unknown"));
        Assert.That(await bob.Http.GetStringAsync("/account/passkeys"), Does.Not.Contain("upgrade."));
    }

    [Test]
    public async Task A_passkey_that_the_browser_made_by_itself_gives_way_to_one_that_counts()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        var silent = await bob.EnrolAsync("Conditional");
        Assert.That(silent.StatusCode, Is.EqualTo(HttpStatusCode.OK), await silent.Content.ReadAsStringAsync());
        Assert.That(await bob.Http.GetStringAsync("/step-up"), Does.Contain("passkey-first"), "it opens no confirmation");

        var made = await bob.EnrolAsync("Password");

        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK), await made.Content.ReadAsStringAsync());
        var left = await people.Host.Get<PasskeyStore>().OfAccountAsync(account, CancellationToken.None);
        Assert.That(left.Select(it => it.BornIn), Is.EqualTo([PasskeyOrigin.Password]));
        Assert.That((await bob.StepUpAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_silent_passkey_is_recorded_when_it_goes()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        await bob.EnrolAsync("Conditional");

        await bob.EnrolAsync("Password");

        Assert.That(await people.Host.EventsAsync("credential.removed"), Is.EqualTo(1));
        Assert.That((await new MailBox(people.Host).AllAsync("bob@example.com")).Select(mail => mail.Subject), Has.One.EqualTo("A passkey was removed from your account"));
    }

    [TestCase("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")]
    [TestCase("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000")]
    public async Task A_silent_passkey_of_another_provider_stays(Guid silent, Guid made)
    {
        await PasswordPeople.SignInAsync(bob.Http);
        await bob.EnrolAsync("Conditional", bend: draft => draft with { Aaguid = silent });

        await bob.EnrolAsync("Password", bend: draft => draft with { Aaguid = made });

        var left = await people.Host.Get<PasskeyStore>().OfAccountAsync(account, CancellationToken.None);
        Assert.That(left.Select(it => it.BornIn), Is.EqualTo([PasskeyOrigin.Conditional, PasskeyOrigin.Password]));
    }

    [Test]
    public async Task Somebody_without_passkeys_is_told_so()
    {
        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(await bob.Http.GetStringAsync("/account/passkeys"), Does.Contain("You have no passkey yet").And.Contain("/sign-in/passkey"));
    }

    private async Task<string> NextAsync() => (await PasswordPeople.SignInAsync(bob.Http)).Headers.Location!.ToString();

    private async Task<string?> CodeOf(string occasion)
    {
        var response = await bob.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }
}
