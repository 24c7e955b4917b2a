using System.Net;
using System.Net.Http.Json;
using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys.Passwords;

internal sealed class SecondFactorTests
{
    private PasswordPeople people;
    private Visitor bob;
    private Guid account;
    private AuthenticatorPhone phone;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        account = await people.AddAsync();
        bob = new(people.Host);
        phone = await AuthenticatorPhone.SetUpAsync(people.Host, account);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task The_password_alone_opens_no_session()
    {
        await HalfwayAsync(bob);

        Assert.That((await bob.Http.GetAsync("/account/sessions")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized).Or.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await SessionsAsync(), Is.Empty);
        Assert.That(await people.Host.EventsAsync("auth.password.not_enough"), Is.EqualTo(1));
    }

    [Test]
    public async Task Password_and_code_are_two_factors()
    {
        var page = await HalfwayAsync(bob);

        var response = await bob.Http.SendFormAsync(page, ("Code", phone.Code()));

        var latest = (await SessionsAsync()).Single().LatestEvent;
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/sign-in/passkey"));
        Assert.That((latest.Method, latest.Acr, latest.Amr), Is.EqualTo((AuthenticationMethod.PasswordAndCode, "urn:idp:loa:2", new[] { "pwd", "otp", "mfa" })));
    }

    [Test]
    public async Task A_code_that_signed_in_once_signs_in_nobody_else()
    {
        var code = phone.Code();
        await bob.Http.SendFormAsync(await HalfwayAsync(bob), ("Code", code));
        using var thief = new Visitor(people.Host);
        var page = await HalfwayAsync(thief);

        var response = await thief.Http.SendFormAsync(page, ("Code", code));

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("That code did not match"));
        Assert.That(await SessionsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_fifty_posts_of_one_code_one_opens_a_session()
    {
        var visitors = Enumerable.Range(0, 10).Select(_ => new Visitor(people.Host)).ToList();
        var forms = new List<(Visitor Visitor, string Path, FormUrlEncodedContent Form)>();
        foreach (var visitor in visitors)
        {
            var page = await HalfwayAsync(visitor);
            for (var copy = 0; copy < 5; copy++)
                forms.Add((visitor, page, await FormAsync(visitor, page, phone.Code())));
        }

        var answers = await Task.WhenAll(forms.Select(it => Task.Run(() => it.Visitor.Http.PostAsync(it.Path, it.Form))));

        Assert.That(await SessionsAsync(), Has.Count.EqualTo(1));
        Assert.That(answers.Count(it => it.Headers.Location?.ToString() is "/sign-in/passkey"), Is.EqualTo(1));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Test]
    public async Task Another_browser_cannot_finish_what_one_began()
    {
        var page = await HalfwayAsync(bob);
        using var thief = new Visitor(people.Host);

        var response = await thief.Http.GetAsync(page);

        Assert.That(response.Headers.Location!.ToString(), Does.StartWith("/sign-in/password"));
        await ShouldBeOverAsync(thief, page);
    }

    [Test]
    public async Task Five_minutes_later_it_begins_again()
    {
        var page = await HalfwayAsync(bob);
        people.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        await ShouldBeOverAsync(bob, page);
    }

    [Test]
    public async Task Five_wrong_codes_later_the_password_is_asked_for_again()
    {
        var page = await HalfwayAsync(bob);
        var form = await FormAsync(bob, page, phone.WrongCode());
        for (var guess = 0; guess < 5; guess++)
            Assert.That((await bob.Http.PostAsync(page, form)).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        people.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ShouldBeOverAsync(bob, page);
        Assert.That(await people.Host.EventsAsync("auth.totp.failed"), Is.EqualTo(5));
    }

    [Test]
    public async Task A_password_that_was_switched_off_meanwhile_leads_nowhere()
    {
        var page = await HalfwayAsync(bob);
        var form = await FormAsync(bob, page, phone.Code());
        await people.Host.Get<IHotTables>().WriteAsync(LegacyPasswordStore.SwitchOff(new(), account, PasswordEnd.Guessing, people.Host.Clock.GetUtcNow()), CancellationToken.None);

        await bob.Http.PostAsync(page, form);

        Assert.That(await SessionsAsync(), Is.Empty);
    }

    [Test]
    public async Task Without_the_password_a_code_opens_nothing()
    {
        var wrong = await PasswordPeople.SignInAsync(bob.Http, password: "wrong");

        Assert.That(wrong.Headers.Location, Is.Null);
        await ShouldBeOverAsync(bob, "/sign-in/code");
    }

    [Test, Property("Case", "MG-07")]
    public async Task Whoever_has_a_passkey_needs_it_on_a_browser_that_the_account_does_not_know()
    {
        await RemoveAppAsync();
        await PasswordPeople.SignInAsync(bob.Http);
        await bob.EnrolAsync("Password");
        using var thief = new Visitor(people.Host);

        var there = await PasswordPeople.SignInAsync(thief.Http);
        var here = await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(there.Headers.Location!.ToString(), Is.EqualTo("/sign-in/not-enough"));
        Assert.That(here.Headers.Location!.ToString(), Is.EqualTo("/account/passkeys"));
        Assert.That((await thief.Http.GetAsync("/sign-in/not-enough")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await SessionsAsync(), Has.Count.EqualTo(1));
        Assert.That(await people.Host.EventsAsync("auth.password.not_enough", "passkey_required"), Is.EqualTo(1));
    }

    [Test]
    public async Task Where_the_only_passkey_is_suspended_the_way_on_is_recovery_and_no_circle()
    {
        await bob.Http.SendFormAsync(await HalfwayAsync(bob), ("Code", phone.Code()));
        Assert.That((await bob.Http.ReadPageAsync("/step-up")).QuerySelector("#passkey-first"), Is.Not.Null, "as long as there is none");
        await bob.EnrolAsync("Password");
        await people.ChangeAsync(database => database.Set<Passkey>().ExecuteUpdateAsync(set => set
            .SetProperty(it => it.SuspendedAt, people.Host.Clock.GetUtcNow()).SetProperty(it => it.SuspendedFor, PasskeySuspension.TooManyFailures)));
        people.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var next = await bob.Http.SendFormAsync(await HalfwayAsync(bob), ("Code", phone.Code()));
        var confirmation = await bob.Http.ReadPageAsync("/step-up");

        Assert.That(next.Headers.Location!.ToString(), Is.EqualTo("/account/passkeys"), "not to an offer that is refused");
        Assert.That(confirmation.QuerySelector("#passkey-first"), Is.Null);
        Assert.That(confirmation.QuerySelector("#recover-account")!.GetAttribute("href"), Does.StartWith("/recover"));
        Assert.That((await bob.Http.ReadPageAsync("/account/passkeys")).QuerySelector("main a[href='/recover']"), Is.Not.Null);
        Assert.That((await bob.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Password" })).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static async Task<string> HalfwayAsync(Visitor visitor)
    {
        var next = (await PasswordPeople.SignInAsync(visitor.Http)).Headers.Location!.ToString();
        Assert.That(next, Does.StartWith("/sign-in/code?half="));
        return next;
    }

    private static async Task<FormUrlEncodedContent> FormAsync(Visitor visitor, string path, string code)
    {
        var page = await visitor.Http.ReadPageAsync(path);
        return new(page.QuerySelectorAll("main form input[type=hidden]").Select(it => KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value")!))
            .Append(new("Code", code)));
    }

    private async Task ShouldBeOverAsync(Visitor visitor, string path)
    {
        // The address alone must not do, so the form of another page lends its protection against forgery.
        using var form = await FormAsync(visitor, "/sign-in/password", phone.Code());

        var response = await visitor.Http.PostAsync(path, form);

        Assert.That(response.Headers.Location?.ToString(), Does.StartWith("/sign-in/password"));
        Assert.That(await SessionsAsync(), Is.Empty);
    }

    private async Task RemoveAppAsync()
    {
        var settingUp = people.Host.Get<AuthenticatorSettingUp>();
        var app = (await settingUp.OfAsync(account, Guid.Empty, CancellationToken.None)).Active!;
        await settingUp.RemoveAsync(app, Guid.NewGuid(), CancellationToken.None);
    }

    private Task<List<Session>> SessionsAsync() => people.Host.Get<SessionStore>().OfAccountAsync(account, CancellationToken.None);
}
