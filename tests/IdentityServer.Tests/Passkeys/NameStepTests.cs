using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Whoever asks for a name gets a list, and answers with what is on it: nothing tells a name somebody has from one nobody has.</summary>
internal sealed class NameStepTests
{
    private const string Taken = "ada";
    private const string Free = "nobody";
    private const string VerificationDemanded = "IdentityServer:Passkeys:RequireUserVerification";

    private TestHost host;
    private Visitor ada;
    private Visitor stranger;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost { Settings = { [VerificationDemanded] = "true" } };
        ada = await Visitor.SetUpAsync(host);
        stranger = new Visitor(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        stranger.Dispose();
        await host.DisposeAsync();
    }

    [TestCase("a forged signature", "passkey_refused")]
    [TestCase("rubbish as client data", "malformed")]
    [TestCase("rubbish as authenticator data", "malformed")]
    [TestCase("another ceremony's type", "type_mismatch")]
    [TestCase("another page's origin", "origin_mismatch")]
    [TestCase("another server's passkey", "rp_mismatch")]
    [TestCase("nobody present", "up_missing")]
    [TestCase("nobody verified", "uv_required")]
    [TestCase("somebody else's bytes", "passkey_refused")]
    public async Task A_name_nobody_has_and_a_name_somebody_has_are_refused_alike(string fault, string code)
    {
        var free = await TryAsync(Free, Bend(fault));
        var taken = await TryAsync(Taken, Bend(fault));

        Assert.That(free, Is.EqualTo(taken));
        Assert.That(free, Is.EqualTo((HttpStatusCode.BadRequest, code, false)));
    }

    [TestCase("a forged signature")]
    [TestCase("somebody else's bytes")]
    public async Task Nor_does_an_answer_to_a_question_without_a_name_tell_them_apart(string fault)
    {
        var free = await TryAsync(name: null, Bend(fault), await IdAsync(Free));
        var taken = await TryAsync(name: null, Bend(fault), await IdAsync(Taken));

        Assert.That(free, Is.EqualTo(taken));
        Assert.That(free, Is.EqualTo((HttpStatusCode.BadRequest, "passkey_refused", false)));
    }

    [Test]
    public async Task Ten_wrong_answers_to_a_name_nobody_has_wait_like_all_others([Values(Free, Taken)] string name)
    {
        for (var time = 0; time < 10; time++)
            Assert.That((await TryAsync(name, Bend("a forged signature"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));

        Assert.That((await TryAsync(name, Bend("a forged signature"))).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((await TryAsync("grace", Bend("a forged signature"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.That((await TryAsync(name, Bend("a forged signature"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task What_is_wrong_before_the_signature_is_counted_against_neither([Values(Free, Taken)] string name)
    {
        for (var time = 0; time < 12; time++)
            Assert.That((await TryAsync(name, Bend("somebody else's bytes"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task What_is_counted_against_one_list_is_not_guessed_from_another([Values(Free, Taken)] string name)
    {
        var id = await IdAsync("grace");
        for (var time = 0; time < 12; time++)
            Assert.That((await TryAsync(name, Bend("a forged signature"), id)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task An_invented_list_is_the_same_tomorrow()
    {
        var today = await ListAsync(Free);
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.That(await ListAsync(Free), Is.EqualTo(today));
        Assert.That(await ListAsync(" NOBODY "), Is.EqualTo(today));
        Assert.That(await ListAsync("somebody"), Is.Not.EqualTo(today));
    }

    [Test]
    public async Task Invented_lists_are_as_long_as_those_of_people()
    {
        List<int> lengths = [];
        for (var number = 0; number < 60; number++)
            lengths.Add(JsonDocument.Parse(await ListAsync($"nobody{number}")).RootElement.GetArrayLength());

        Assert.That(lengths.Distinct(), Is.SupersetOf(new[] { 1, 2, 3 }));
        Assert.That(lengths, Has.All.InRange(1, 5));
    }

    [Test]
    public async Task A_credential_that_nobody_listed_may_still_be_forgotten([Values(Free, Taken)] string name) =>
        Assert.That(await TryAsync(name, Bend("a forged signature"), RandomNumberGenerator.GetBytes(32)),
            Is.EqualTo((HttpStatusCode.BadRequest, "passkey_refused", true)));

    private static Func<AssertionDraft, AssertionDraft> Bend(string fault) => draft => fault switch
    {
        "rubbish as client data" => draft with { ClientDataJson = [1, 2, 3] },
        "rubbish as authenticator data" => draft with { AuthenticatorData = [1, 2, 3] },
        "another ceremony's type" => draft with { Client = draft.Client with { Type = "webauthn.create" } },
        "another page's origin" => draft with { Client = draft.Client with { Origin = "https://evil.example" } },
        "another server's passkey" => draft with { RelyingPartyId = "evil.example" },
        "nobody present" => draft with { Flags = SoftFlags.UserVerified },
        "nobody verified" => draft with { Flags = SoftFlags.UserPresent },
        "somebody else's bytes" => draft with { UserHandle = new byte[64] },
        _ => draft with { Signature = [.. new byte[70]] },
    };

    // What a stranger has: the question, an id from the list, and a key of their own.
    private async Task<(HttpStatusCode Status, string? Code, bool Signal)> TryAsync(
        string? name, Func<AssertionDraft, AssertionDraft> bend, byte[]? id = null)
    {
        var (ceremony, options) = await stranger.AskAsync("sign-in", new { identifier = name });
        using var question = JsonDocument.Parse(options);
        id ??= FirstId(question.RootElement);
        // Other flags than at its birth would be refused before the signature: phones have passkeys that are synced.
        var synced = name is not null && question.RootElement.GetProperty("allowCredentials")[0].GetRawText().Contains("hybrid", StringComparison.Ordinal);
        using var passkey = new SoftPasskey("localhost", new byte[64]) { CredentialId = id, Resident = false, BackupEligible = synced, BackedUp = synced };
        var draft = passkey.Assert(Base64Url.DecodeFromChars(question.RootElement.GetProperty("challenge").GetString()), Visitor.Origin);
        using var response = await stranger.AnswerAsync("sign-in", ceremony, bend(draft).ToJson());
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("signal", out _));
    }

    private async Task<byte[]> IdAsync(string name)
    {
        using var question = JsonDocument.Parse((await stranger.AskAsync("sign-in", new { identifier = name })).Options);
        return FirstId(question.RootElement);
    }

    private async Task<string> ListAsync(string name)
    {
        using var question = JsonDocument.Parse((await stranger.AskAsync("sign-in", new { identifier = name })).Options);
        return question.RootElement.GetProperty("allowCredentials").GetRawText();
    }

    private static byte[] FirstId(JsonElement question) =>
        Base64Url.DecodeFromChars(question.GetProperty("allowCredentials")[0].GetProperty("id").GetString());
}
