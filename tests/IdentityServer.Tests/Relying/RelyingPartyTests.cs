using System.Net;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.Relying;

/// <summary>The strict app of the other tests is itself under test: what it lets pass, none of them would notice.</summary>
internal sealed class RelyingPartyTests
{
    private static readonly Registration App = new() { ClientId = "app", IdTokenAlgorithm = LyingProvider.Algorithm };

    private readonly ManualClock clock = new(LyingProvider.Now);

    private LyingProvider provider;
    private HttpClient http;
    private Question question;

    [SetUp]
    public void SetUp()
    {
        provider = new("a-nonce");
        http = new(provider);
    }

    [TearDown]
    public void TearDown() => http.Dispose();

    [Test]
    public async Task An_honest_provider_is_trusted()
    {
        var app = await DiscoverAsync();
        var tokens = await RedeemAsync(app);

        Assert.That(tokens.Subject, Is.EqualTo("ada"));
        Assert.That((await app.UserInfoAsync(tokens)).Text("name"), Is.EqualTo("Ada"));
    }

    [TestCaseSource(typeof(Lies), nameof(Lies.AtDiscovery))]
    public void A_lie_in_the_metadata_is_noticed(Action<LyingProvider> bend, string complaint)
    {
        bend(provider);

        Assert.That(DiscoverAsync, Throws.TypeOf<DistrustException>().With.Message.Contains(complaint));
    }

    [TestCaseSource(typeof(Lies), nameof(Lies.InTokens))]
    public void A_lie_in_the_tokens_is_noticed(Action<LyingProvider> bend, string complaint)
    {
        bend(provider);

        Assert.That(async () => await RedeemAsync(await DiscoverAsync()), Throws.TypeOf<DistrustException>().With.Message.Contains(complaint));
    }

    [TestCaseSource(typeof(Lies), nameof(Lies.InUserInfo))]
    public async Task A_lie_at_userinfo_is_noticed(Action<LyingProvider> bend, string complaint)
    {
        var app = await DiscoverAsync();
        var tokens = await RedeemAsync(app);
        bend(provider);

        Assert.That(() => app.UserInfoAsync(tokens), Throws.TypeOf<DistrustException>().With.Message.Contains(complaint));
    }

    [Test]
    public async Task Without_a_nonce_in_the_request_there_is_none_in_the_token()
    {
        var app = await DiscoverAsync();
        question = app.Ask("openid", ("nonce", null));

        Assert.That(() => app.RedeemAsync(question, LyingProvider.Code), Throws.TypeOf<DistrustException>().With.Message.Contains("nonce"));
    }

    [TestCase("&code=0123456789abcdefghijklmnopqrstuv&iss=https://id.test&state=another", "state")]
    [TestCase("&code=0123456789abcdefghijklmnopqrstuv&iss=https://id.test", "state")]
    [TestCase("&code=0123456789abcdefghijklmnopqrstuv&iss=https://evil.test&state=S", "iss")]
    [TestCase("&code=0123456789abcdefghijklmnopqrstuv&state=S", "iss")]
    [TestCase("&code=0123456789abcdefghijklmnopqrstuv&code=x&iss=https://id.test&state=S", "more than once")]
    [TestCase("&code=0123456789abcdefghijklmnopqrstuv&iss=https://id.test&state=S&id_token=x", "more than it should")]
    [TestCase("&code=1234&iss=https://id.test&state=S", "guessed")]
    [TestCase("&error=access_denied&code=x&iss=https://id.test&state=S", "more than it should")]
    [TestCase("&error=access_denied&error_description=%22&iss=https://id.test&state=S", "characters")]
    public async Task A_wrong_answer_at_the_apps_door_is_noticed(string fields, string complaint)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.SeeOther) { Headers = { Location = new($"{App.RedirectUri}?{fields[1..]}") } };
        question = (await DiscoverAsync()).Ask("openid", ("state", "S"));

        Assert.That(() => Answer.ReadAsync(question, response), Throws.TypeOf<DistrustException>().With.Message.Contains(complaint));
    }

    [TestCase("https://evil.test/callback?code=0123456789abcdefghijklmnopqrstuv&iss=https://id.test&state=S", "leads to")]
    [TestCase("https://app.test/callback.evil?code=0123456789abcdefghijklmnopqrstuv&iss=https://id.test&state=S", "wrong part")]
    [TestCase("https://app.test/callback#code=0123456789abcdefghijklmnopqrstuv&iss=https://id.test&state=S", "wrong part")]
    public async Task An_answer_at_another_door_is_noticed(string location, string complaint)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.SeeOther) { Headers = { Location = new(location) } };
        question = (await DiscoverAsync()).Ask("openid", ("state", "S"));

        Assert.That(() => Answer.ReadAsync(question, response), Throws.TypeOf<DistrustException>().With.Message.Contains(complaint));
    }

    private Task<RelyingParty> DiscoverAsync() => RelyingParty.DiscoverAsync(http, LyingProvider.Issuer, App, clock);

    private async Task<Tokens> RedeemAsync(RelyingParty app)
    {
        question = app.Ask("openid", ("nonce", "a-nonce"), ("max_age", "60"));
        return (await app.RedeemAsync(question, LyingProvider.Code)).Tokens;
    }
}
