using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId;

/// <summary>What certified apps do all day, as the strict one of the test kit does it, with every way to prove itself.</summary>
internal sealed class RoundTripTests
{
    private TestHost host;
    private Visitor ada;

    public static IEnumerable<TestCaseData> Apps =>
    [
        new TestCaseData(new Registration()).SetArgDisplayNames("client_secret_basic, RS256"),
        new TestCaseData(new Registration { Proof = new ClientProof.SecretPost(StrictText.Random()), IdTokenAlgorithm = "PS256" }).SetArgDisplayNames("client_secret_post, PS256"),
        new TestCaseData(Registration.WithKey(AppKey.Es256()) with { IdTokenAlgorithm = "ES256" }).SetArgDisplayNames("private_key_jwt, ES256"),
        new TestCaseData(Registration.Public()).SetArgDisplayNames("none"),
        new TestCaseData(new Registration { UserInfoAlgorithm = "ES256" }).SetArgDisplayNames("signed userinfo"),
        new TestCaseData(new Registration { FirstParty = false }).SetArgDisplayNames("an app of others"),
    ];

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [TestCaseSource(nameof(Apps)), Property("Module", "oidcc-server")]
    public async Task Somebody_signs_in_is_known_and_stays(Registration registration)
    {
        var app = await host.NewAppAsync(registration);
        var question = app.Ask("openid profile email offline_access", ("max_age", "600"));

        var journey = await Journey.TakeAsync(ada, question);
        var tokens = (await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).Tokens;
        var person = await app.UserInfoAsync(tokens);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var refreshed = (await app.RefreshAsync(tokens)).Tokens;

        Assert.That(person.Text("preferred_username"), Is.EqualTo("ada"));
        Assert.That(refreshed.RefreshToken, Is.Not.Null.And.Not.EqualTo(tokens.RefreshToken));
        Assert.That((await app.UserInfoAsync(refreshed with { IdToken = tokens.IdToken })).Text("sub"), Is.EqualTo(tokens.Subject));
    }

    [TestCase("query")]
    [TestCase("fragment")]
    [TestCase("form_post")]
    public async Task The_answer_comes_the_way_it_was_asked_for(string mode)
    {
        var app = await host.NewAppAsync();
        var question = app.Ask("openid", ("response_mode", mode));

        var journey = await Journey.TakeAsync(ada, question);

        Assert.That((await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).IsAccepted);
    }

    [Test, Property("Module", "oidcc-prompt-none-logged-in")]
    public async Task Whoever_has_signed_in_is_known_to_the_next_request_silently()
    {
        var app = await host.NewAppAsync();
        var first = app.Ask();
        var tokens = (await app.RedeemAsync(first, (await (await Journey.TakeAsync(ada, first)).AnswerAsync()).ACode)).Tokens;
        var second = app.Ask("openid", ("prompt", "none"), ("id_token_hint", tokens.IdTokenText));

        var journey = await Journey.TakeAsync(ada, second);
        var again = (await app.RedeemAsync(second, (await journey.AnswerAsync()).ACode)).Tokens;

        Assert.That(journey.Stops, Is.Empty);
        Assert.That(again.Subject, Is.EqualTo(tokens.Subject));
        Assert.That(again.IdToken!.Claims.Time("auth_time"), Is.EqualTo(tokens.IdToken!.Claims.Time("auth_time")));
    }

    [Test]
    public async Task A_question_that_was_pushed_is_answered_like_any_other()
    {
        var app = await host.NewAppAsync();
        var question = await app.PushAsync(app.Ask("openid profile"));

        var journey = await Journey.TakeAsync(ada, question);

        Assert.That((await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).IsAccepted);
    }
}
