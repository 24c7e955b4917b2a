using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>Everything that is not the right password of somebody who may use it gets one and the same answer.</summary>
internal sealed class PasswordRefusalTests
{
    private PasswordPeople people;
    private Visitor visitor;

    // The first look starts the server: whatever a test sets, it sets before.
    private HttpClient Browser => visitor.Http;

    [SetUp]
    public void Start()
    {
        people = new();
        visitor = new(people.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        visitor.Dispose();
        return people.DisposeAsync();
    }

    [TestCase("bob", "wrong", "wrong_password")]
    [TestCase("bob", "Correct horse battery staple", "wrong_password")]
    [TestCase("nobody", PasswordPeople.Right, "user_unknown")]
    [TestCase("carol", PasswordPeople.Right, "no_password")]
    public async Task A_name_and_a_password_that_do_not_match(string name, string password, string reason)
    {
        await people.AddAsync("bob");
        await people.AddAsync("carol", withPassword: false);

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser, name, password), reason);
    }

    [Test]
    public async Task A_password_longer_than_any()
    {
        await people.AddAsync();

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser, password: new('x', 1025)), "malformed");
    }

    [TestCase(AccountState.Disabled)]
    [TestCase(AccountState.LockedDown)]
    [TestCase(AccountState.Deleted)]
    public async Task An_account_that_is_not_open(AccountState state)
    {
        var bob = await people.AddAsync();
        await people.ChangeAsync(database => database.Users.Where(it => it.Id == bob).ExecuteUpdateAsync(set => set.SetProperty(it => it.State, state)));

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser), "user_disabled");
    }

    [Test]
    public async Task An_administrator()
    {
        var bob = await people.AddAsync();
        await people.ChangeAsync(database =>
        {
            database.Add(new GroupMember { AccountId = bob, Group = GroupMember.Administrators, Since = people.Host.Clock.GetUtcNow() });
            return Task.CompletedTask;
        });

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser), "policy_denied");
    }

    [Test]
    public async Task Somebody_outside_the_groups_that_may()
    {
        people.Host.Settings["IdentityServer:Passwords:Groups:0"] = "veterans";
        await people.AddAsync("bob");
        await people.AddAsync("vera", groups: ["veterans"]);

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser), "policy_denied");
        Assert.That((await PasswordPeople.SignInAsync(Browser, "vera")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test, Property("Case", "MG-15")]
    public async Task A_password_that_was_switched_off()
    {
        var bob = await people.AddAsync();
        await people.ChangeAsync(database => database.Set<LegacyPassword>().ExecuteUpdateAsync(set => set.SetProperty(it => it.SwitchedOffAt, people.Host.Clock.GetUtcNow())));

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser), "no_password");
        Assert.That((await people.RowOfAsync(bob))!.LastUsedAt, Is.Null);
    }

    [Test]
    public async Task A_hash_that_was_copied_from_somebody_elses_row()
    {
        var (bob, eve) = (await people.AddAsync("bob"), await people.AddAsync("eve"));
        var row = await people.RowOfAsync(eve);
        await people.ChangeAsync(database => database.Set<LegacyPassword>().Where(it => it.AccountId == bob).ExecuteUpdateAsync(set => set.SetProperty(it => it.Sealed, row!.Sealed)));

        await AssertRefusedAsync(await PasswordPeople.SignInAsync(Browser), "integrity");
    }

    [Test]
    public async Task Nobody_at_all_while_it_is_switched_off()
    {
        people.Host.Settings["IdentityServer:Passwords:Enabled"] = "false";
        await people.AddAsync();

        Assert.That((await Browser.GetAsync("/sign-in/password")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Browser.GetStringAsync("/sign-in/other"), Does.Not.Contain("password-sign-in"));
    }

    [Test, Property("Case", "H13")]
    public async Task Guessing_is_slowed_down_for_a_name_that_exists_and_one_that_does_not()
    {
        await people.AddAsync();
        foreach (var name in new[] { "bob", "nobody" })
        {
            for (var guess = 0; guess < 5; guess++)
                Assert.That((await PasswordPeople.SignInAsync(Browser, name, "wrong")).StatusCode, Is.EqualTo(HttpStatusCode.OK), name);

            var sixth = await PasswordPeople.SignInAsync(Browser, name, "wrong");
            Assert.That((int)sixth.StatusCode, Is.EqualTo(429), name);
            Assert.That(sixth.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(30)), name);
        }

        Assert.That((int)(await PasswordPeople.SignInAsync(Browser)).StatusCode, Is.EqualTo(429), "the right password must wait too");
        people.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await PasswordPeople.SignInAsync(Browser)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task A_hundred_wrong_guesses_end_the_password_and_its_owner_hears_of_it_once()
    {
        var bob = await people.AddAsync();
        var check = people.Host.Get<PasswordCheck>();
        for (var guess = 0; guess < 100; guess++)
        {
            await check.CheckAsync("bob", "wrong", IPAddress.Parse($"203.0.{guess}.1"), _ => Task.FromResult<string?>(null), CancellationToken.None);
            people.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That((int)(await PasswordPeople.SignInAsync(Browser)).StatusCode, Is.EqualTo(429));
        Assert.That((int)(await PasswordPeople.SignInAsync(Browser)).StatusCode, Is.EqualTo(429));
        Assert.That((await people.RowOfAsync(bob))!.SwitchedOffAt, Is.Not.Null);
        Assert.That((await new MailBox(people.Host).AllAsync("bob@example.com")).Select(mail => mail.Subject), Is.EqualTo(["Your password no longer works"]));
    }

    [Test, Property("Case", "S4-58")]
    public async Task Strangers_who_guess_do_not_slow_down_a_browser_that_the_account_knows()
    {
        await people.AddAsync();
        await PasswordPeople.SignInAsync(Browser);
        using var stranger = new Visitor(people.Host);
        for (var guess = 0; guess < 6; guess++)
            await PasswordPeople.SignInAsync(stranger.Http, password: "wrong");

        Assert.That((int)(await PasswordPeople.SignInAsync(stranger.Http)).StatusCode, Is.EqualTo(429), "the same network, another browser");
        Assert.That((await PasswordPeople.SignInAsync(Browser)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    private async Task AssertRefusedAsync(HttpResponseMessage response, string reason)
    {
        var page = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page, Does.Contain("That did not match.").And.Not.Contain(PasswordPeople.Right));
        Assert.That(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(it => it.StartsWith("__Host-session=", StringComparison.Ordinal)), Is.False);

        await people.ChangeAsync(async database =>
        {
            var last = await database.Set<AuditEvent>().Where(it => it.Type == "auth.password.failed").OrderBy(it => it.Id).LastAsync();
            Assert.That(last.Reason, Is.EqualTo(reason));
        });
    }
}
