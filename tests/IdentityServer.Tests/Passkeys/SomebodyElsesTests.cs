using System.Net;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.Passwords;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Two people on one server: what is one's opens nothing of the other's, and is not the other's to touch.</summary>
internal sealed class SomebodyElsesTests
{
    private PasswordPeople people;
    private Visitor bob;
    private Visitor carol;
    private Guid bobsAccount;
    private Guid carolsAccount;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        (bobsAccount, bob) = await PersonAsync("bob");
        (carolsAccount, carol) = await PersonAsync("carol");
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        carol.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task A_named_question_is_not_answered_by_another_persons_passkey()
    {
        using var browser = new Visitor(people.Host);
        var (ceremony, options) = await browser.AskAsync("sign-in", new { identifier = "bob" });

        await ShouldBeRefusedAsync(await browser.AnswerAsync("sign-in", ceremony, HonestAnswer(carol, options)), "webauthn.login.failed", "cred_not_allowed");
    }

    [Test]
    public async Task An_app_that_named_somebody_else_is_not_answered()
    {
        var interaction = await people.Host.Get<InteractionStore>()
            .BeginAsync(carol.NewRequest(), new("/account/passkeys") { AccountId = bobsAccount }, CancellationToken.None);

        await ShouldBeRefusedAsync(await carol.SignInAsync(question: new { interaction = interaction.ToString() }), "webauthn.login.failed", "cred_not_allowed");
    }

    [Test]
    public async Task Without_a_name_the_passkey_must_say_whose_it_is() =>
        await ShouldBeRefusedAsync(await bob.SignInAsync(draft => draft with { UserHandle = null }), "webauthn.login.failed", "user_handle_missing");

    [Test]
    public async Task And_must_not_say_that_it_is_somebody_elses()
    {
        var handle = carol.Device.Passkeys[0].UserHandle;

        await ShouldBeRefusedAsync(await bob.SignInAsync(draft => draft with { UserHandle = handle }), "webauthn.login.failed", "user_handle_mismatch");
    }

    [Test]
    public async Task A_step_up_is_not_answered_with_somebody_elses_passkey()
    {
        var (ceremony, options) = await bob.AskAsync("step-up", new { });

        await ShouldBeRefusedAsync(await bob.AnswerAsync("step-up", ceremony, HonestAnswer(carol, options)), "stepup.failed", "cred_not_allowed");
    }

    [Test]
    public async Task Somebody_elses_passkey_is_neither_renamed_nor_removed_nor_lost()
    {
        var before = await PasskeyAsync(carolsAccount);

        await PostAsync(bob, $"/account/passkeys/{before.Id}/rename", ("Name", "Mine"));
        await PostAsync(bob, $"/account/passkeys/{before.Id}/remove");
        await PostAsync(bob, "/account/passkeys/lost", ("Gone", before.Id.ToString()));

        Assert.That((await PasskeyAsync(carolsAccount)).Name, Is.EqualTo(before.Name));
        Assert.That((await carol.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_is_done_to_somebody_elses_can_be_done_to_ones_own()
    {
        var own = await PasskeyAsync(bobsAccount);

        await PostAsync(bob, $"/account/passkeys/{own.Id}/rename", ("Name", "Mine"));

        Assert.That((await PasskeyAsync(bobsAccount)).Name, Is.EqualTo("Mine"), "or the test before proves nothing");
    }

    [Test]
    public async Task A_lost_device_does_not_take_the_last_passkey()
    {
        people.Host.Clock.Advance(TimeSpan.FromDays(1)); // a younger one removes nothing anyway
        await bob.SignInAsync();
        var only = await PasskeyAsync(bobsAccount);

        var response = await PostAsync(bob, "/account/passkeys/lost", ("Gone", only.Id.ToString()));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the page once more, with what is wrong");
        Assert.That((await PasskeyAsync(bobsAccount)).Works, Is.True);
    }

    [Test]
    public async Task A_session_of_somebody_else_is_not_ended_by_its_id()
    {
        var sessions = people.Host.Get<SessionStore>();
        var hers = (await sessions.OfAccountAsync(carolsAccount, CancellationToken.None)).Single();

        await PostAsync(bob, $"/account/sessions/{hers.Id}/end");
        await PostAsync(bob, "/account/passkeys/lost", ("SignedOut", hers.Id.ToString()));

        Assert.That(await sessions.OfAccountAsync(carolsAccount, CancellationToken.None), Has.Count.EqualTo(1));
    }

    private async Task<(Guid Account, Visitor Visitor)> PersonAsync(string name)
    {
        var account = await people.AddAsync(name);
        var visitor = new Visitor(people.Host);
        await PasswordPeople.SignInAsync(visitor.Http, name);
        await visitor.EnrolAsync("Password");
        await visitor.SignInAsync();
        return (account, visitor);
    }

    // As a browser would answer that ignores the list.
    private static byte[] HonestAnswer(Visitor who, string options)
    {
        using var passkey = System.Text.Json.JsonDocument.Parse(options);
        var challenge = System.Buffers.Text.Base64Url.DecodeFromChars(passkey.RootElement.GetProperty("challenge").GetString());
        return who.Device.Passkeys[0].Assert(challenge, Visitor.Origin).ToJson();
    }

    // With the protection against forgery that any page of one's own lends.
    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        var token = (await visitor.Http.ReadPageAsync("/sign-out")).QuerySelector("input[name=csrf]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("csrf", token), .. fields.Select(it => KeyValuePair.Create(it.Name, it.Value))]);
        return await visitor.Http.PostAsync(path, form);
    }

    private async Task<Passkey> PasskeyAsync(Guid account) =>
        (await people.Host.Get<PasskeyStore>().OfAccountAsync(account, CancellationToken.None)).Single();

    private async Task ShouldBeRefusedAsync(HttpResponseMessage response, string type, string reason)
    {
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("passkey_refused"));
        Assert.That(await people.Host.EventsAsync(type, reason), Is.EqualTo(1));
    }
}
