using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>A password makes the first passkey only, in one session, and nothing while the account is frozen.</summary>
internal sealed class FirstPasskeyRefusalTests
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
        await PasswordPeople.SignInAsync(bob.Http);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [TestCase("Password", "hold_active")]
    [TestCase("Conditional", "occasion_unknown")]
    public async Task During_a_freeze_a_password_makes_no_passkey(string occasion, string code)
    {
        await FreezeAsync();

        Assert.That(await CodeOfAsync(bob, occasion), Is.EqualTo(code));
    }

    [TestCase("Password")]
    [TestCase("Conditional")]
    public async Task Nor_does_a_question_from_before_the_freeze(string occasion)
    {
        var (ceremony, options) = await bob.AskAsync("registration", new { occasion });
        await FreezeAsync();

        await ShouldBeDeniedAsync(bob, ceremony, bob.Device.Create(options)!);
    }

    [Test]
    public async Task Whoever_has_a_passkey_makes_none_with_a_password()
    {
        await bob.EnrolAsync("Password");
        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(await CodeOfAsync(bob, "Password"), Is.EqualTo("occasion_unknown"));
    }

    [Test]
    public async Task Of_two_tabs_that_began_without_a_passkey_the_second_is_refused()
    {
        using var tab = bob.WithAnotherDevice();
        var first = await bob.AskAsync("registration", new { occasion = "Password" });
        var second = await tab.AskAsync("registration", new { occasion = "Password" });

        await bob.AnswerAsync("registration", first.Ceremony, bob.Device.Create(first.Options)!);

        await ShouldBeDeniedAsync(tab, second.Ceremony, tab.Device.Create(second.Options)!, passkeys: 1);
    }

    [Test]
    public async Task Of_ten_tabs_that_answer_at_once_one_makes_the_first_passkey()
    {
        List<(string Ceremony, byte[] Credential)> answers = [];
        for (var number = 0; number < 10; number++)
        {
            using var tab = bob.WithAnotherDevice();
            var (ceremony, options) = await tab.AskAsync("registration", new { occasion = "Password" });
            answers.Add((ceremony, tab.Device.Create(options)!));
        }

        var responses = await Task.WhenAll(answers.Select(it => bob.AnswerAsync("registration", it.Ceremony, it.Credential)));

        Assert.That(responses.Count(it => it.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(await PasskeysAsync(), Is.EqualTo(1));
    }

    [TestCase("Password")]
    [TestCase("Conditional")]
    public async Task A_question_of_one_session_is_not_answered_in_another(string occasion)
    {
        var (ceremony, options) = await bob.AskAsync("registration", new { occasion });
        await EndSessionsAsync();
        await PasswordPeople.SignInAsync(bob.Http);

        await ShouldBeDeniedAsync(bob, ceremony, bob.Device.Create(options)!, "challenge_binding");
    }

    [TestCase("Password")]
    [TestCase("Conditional")]
    public async Task Nor_once_it_has_ended(string occasion)
    {
        var (ceremony, options) = await bob.AskAsync("registration", new { occasion });
        await EndSessionsAsync();

        await ShouldBeDeniedAsync(bob, ceremony, bob.Device.Create(options)!);
    }

    // From another device: the browser keeps what tells it from others.
    private async Task EndSessionsAsync()
    {
        var sessions = people.Host.Get<SessionStore>();
        var unit = new Unit();
        foreach (var session in await sessions.OfAccountAsync(account, CancellationToken.None))
            await sessions.EndAsync(unit, session, SessionEnd.RevokedByPerson, CancellationToken.None);
        await people.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
    }

    private async Task FreezeAsync()
    {
        var unit = new Unit();
        people.Host.Get<HoldStore>().Begin(unit, account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await people.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
    }

    private async Task ShouldBeDeniedAsync(Visitor visitor, string ceremony, byte[] credential, string reason = "policy_denied", int passkeys = 0)
    {
        using var response = await visitor.AnswerAsync("registration", ceremony, credential);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), await response.Content.ReadAsStringAsync());
        Assert.That(await people.Host.EventsAsync("webauthn.register.failed", reason), Is.EqualTo(1));
        Assert.That(await PasskeysAsync(), Is.EqualTo(passkeys));
    }

    private async Task<int> PasskeysAsync() => (await people.Host.Get<PasskeyStore>().OfAccountAsync(account, CancellationToken.None)).Count;

    private static async Task<string?> CodeOfAsync(Visitor visitor, string occasion)
    {
        var response = await visitor.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }
}
