using System.Buffers.Text;
using System.Net;
using System.Text;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Plan Basic, and plan Form Post, which is the same with answers that are posted.</summary>
[TestFixture("query")]
[TestFixture("form_post")]
[Property("Module", "oidcc-formpost-basic-certification-test-plan")]
internal sealed class BasicRequestTests(string mode) : ConformanceFixture
{
    private static readonly string[] InteractionErrors = ["login_required", "interaction_required", "account_selection_required", "consent_required"];

    [TestCase("display", "page"), Property("Module", "oidcc-display-page")]
    [TestCase("display", "popup"), Property("Module", "oidcc-display-popup")]
    [TestCase("extra", "foobar"), Property("Module", "oidcc-ensure-request-with-unknown-parameter-succeeds")]
    [TestCase("login_hint", "buffy@localhost"), Property("Module", "oidcc-login-hint")]
    [TestCase("ui_locales", "se"), Property("Module", "oidcc-ui-locales")]
    [TestCase("claims_locales", "se"), Property("Module", "oidcc-claims-locales")]
    [TestCase("acr_values", "1 2"), Property("Module", "oidcc-ensure-request-with-acr-values-succeeds")]
    [TestCase("nonce", null), Property("Module", "oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    public async Task What_is_not_needed_or_not_known_does_not_stand_in_the_way(string name, string? value)
    {
        var app = await NewAppAsync();
        var browser = Ada.OnAnotherBrowser();
        var question = Ask(app, (name, value));

        var answer = await (await Journey.TakeAsync(browser, question, Host.Clock)).AnswerAsync();

        Assert.That((await app.RedeemAsync(question, answer.ACode)).Tokens.Subject, Is.Not.Empty);
    }

    [Test, Property("Module", "oidcc-ensure-request-with-acr-values-succeeds")]
    public async Task One_of_the_classes_asked_for_is_reached()
    {
        var app = await NewAppAsync();
        var offered = app.Provider.List("acr_values_supported");

        var tokens = await TokensAsync(app, Ask(app, ("acr_values", string.Join(' ', offered))));

        Assert.That(offered, Does.Contain(tokens.IdToken!.Claims.Text("acr")));
    }

    [Test, Property("Module", "oidcc-alternate-happy-flow")]
    public async Task Neither_scopes_nor_parameters_have_an_order()
    {
        var app = await NewAppAsync();
        var question = Ask(app, ("scope", "email openid"));
        var reversed = question with { Parameters = Form.Of([.. question.Parameters.Reverse().Select(it => (it.Key, it.Value))]) };

        var person = await app.UserInfoAsync(await TokensAsync(app, reversed));

        Assert.That(person.Names(), Is.EquivalentTo((string[])["sub", "email", "email_verified"]));
    }

    [Test, Property("Module", "oidcc-ensure-post-request-succeeds")]
    public async Task The_request_may_be_posted()
    {
        var app = await NewAppAsync();
        await TokensAsync(app);
        var question = Ask(app);

        using var response = await Ada.Http.PostAsync(app.Provider.Authorization.PathAndQuery, question.Parameters.ToContent());
        using var end = response.Headers.Location is { } next && !next.OriginalString.StartsWith(question.RedirectUri, StringComparison.Ordinal)
            ? await Ada.Http.GetAsync(next) : response;

        Assert.That((await app.RedeemAsync(question, (await Answer.ReadAsync(question, end)).ACode)).IsAccepted);
    }

    [Test, Property("Module", "oidcc-response-type-missing")]
    public async Task Without_a_response_type_the_app_hears_so_where_it_wants_to_hear()
    {
        var app = await NewAppAsync();

        var answer = await AnswerAsync(Ask(app, ("response_type", null)));

        Assert.That(answer.Error, Is.EqualTo("invalid_request").Or.EqualTo("unsupported_response_type"));
    }

    [Test, Property("Module", "oidcc-prompt-none-not-logged-in")]
    public async Task A_stranger_is_not_asked_silently()
    {
        var app = await NewAppAsync();
        var stranger = Ada.OnAnotherBrowser();
        var question = Ask(app, ("prompt", "none"), ("state", new string('s', 64) + StrictText.Random(48)));

        var answer = await (await Journey.TakeAsync(stranger, question)).AnswerAsync();

        Assert.That(InteractionErrors, Does.Contain(answer.Error));
    }

    [Test, Property("Module", "oidcc-prompt-none-logged-in"), Property("Module", "oidcc-id-token-hint")]
    public async Task Whoever_is_signed_in_is_known_silently()
    {
        var app = await NewAppAsync();
        var first = await TokensAsync(app, Ask(app));

        foreach (var hint in (string?[])[null, first.IdTokenText])
        {
            var again = await TokensAsync(app, Ask(app, ("prompt", "none"), ("id_token_hint", hint)));

            Assert.That((again.Subject, SignedInAt(again)), Is.EqualTo((first.Subject, SignedInAt(first))));
        }
    }

    [TestCase("prompt", "login"), Property("Module", "oidcc-prompt-login")]
    [TestCase("max_age", "1"), Property("Module", "oidcc-max-age-1")]
    public async Task A_fresh_sign_in_is_one(string name, string value)
    {
        var app = await NewAppAsync();
        var first = await TokensAsync(app, Ask(app, ("max_age", "15000")));
        Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var question = Ask(app, (name, value));

        var journey = await Journey.TakeAsync(Ada, question, Host.Clock);
        var second = (await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).Tokens;

        Assert.That(journey.Stops, Is.Not.Empty);
        Assert.That(SignedInAt(second), Is.GreaterThan(SignedInAt(first)!));
    }

    [Test, Property("Module", "oidcc-max-age-10000")]
    public async Task A_sign_in_that_is_young_enough_is_not_repeated()
    {
        var app = await NewAppAsync();
        var first = await TokensAsync(app, Ask(app, ("max_age", "15000")));
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var question = Ask(app, ("max_age", "10000"));

        var journey = await Journey.TakeAsync(Ada, question);
        var second = (await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).Tokens;

        Assert.That(journey.Stops, Is.Empty);
        Assert.That((second.Subject, SignedInAt(second)), Is.EqualTo((first.Subject, SignedInAt(first))));
        Assert.That(SignedInAt(second), Is.Not.Null);
    }

    [Test, Property("Module", "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported")]
    [Property("Module", "oidcc-ensure-request-object-with-redirect-uri")]
    public async Task A_request_object_is_said_not_to_be_read()
    {
        var app = await NewAppAsync();
        var question = Ask(app, ("request", RequestObject(app)));

        Assert.That((await AnswerAsync(question)).Error, Is.EqualTo("request_not_supported"));
        Assert.That(app.Provider.Is("request_parameter_supported"), Is.False);
    }

    [Test, Property("Module", "oidcc-ensure-request-object-with-redirect-uri")]
    public async Task The_redirect_address_inside_a_request_object_is_never_used()
    {
        var app = await NewAppAsync();
        var question = Ask(app, ("request", RequestObject(app)), ("redirect_uri", app.Registration.RedirectUri + "_invalid"));

        var journey = await Journey.TakeAsync(Ada, question);

        Assert.That((journey.End.StatusCode, journey.End.Headers.Location), Is.EqualTo((HttpStatusCode.BadRequest, (Uri?)null)));
    }

    [Test, Property("Module", "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported")]
    public async Task A_request_by_reference_is_said_not_to_be_fetched()
    {
        var app = await NewAppAsync();

        Assert.That((await AnswerAsync(Ask(app, ("request_uri", "https://app.test/request.jwt")))).Error, Is.EqualTo("request_uri_not_supported"));
    }

    private Question Ask(RelyingParty app, params (string Name, string? Value)[] changes) =>
        AskPlainly(app, "openid", [("response_mode", mode), .. changes]);

    private async Task<Answer> AnswerAsync(Question question) => await (await Journey.TakeAsync(Ada, question)).AnswerAsync();

    private static DateTimeOffset? SignedInAt(TestKit.Relying.Tokens tokens) => tokens.IdToken!.Claims.Time("auth_time");

    private static string RequestObject(RelyingParty app)
    {
        var claims = $$"""{"client_id":"{{app.Registration.ClientId}}","redirect_uri":"{{app.Registration.RedirectUri}}","response_type":"code","scope":"openid"}""";
        return $"{Encode("""{"alg":"none"}""")}.{Encode(claims)}.";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
