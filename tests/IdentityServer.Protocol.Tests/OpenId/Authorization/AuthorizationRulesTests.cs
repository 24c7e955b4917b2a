using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Authorization;

internal sealed class AuthorizationRulesTests
{
    [Test]
    public void A_good_request_passes() => Assert.That(Violation(), Is.Null);

    [Test]
    public void The_rules_run_in_the_order_in_which_they_are_listed()
    {
        (string Name, string? Value)[] wrong =
        [
            ("request", "eyJ"), ("response_type", "token"), ("response_mode", "pigeon"), ("scope", "  "), ("resource", "https://unknown.test"),
            ("code_challenge_method", "plain"), ("prompt", "none login"), ("max_age", "-1"), ("claims", "{"),
        ];
        string[] expected =
        [
            "request objects", "response_type", "response_mode", "scope", "resource", "code_challenge_method", "prompt", "max_age", "claims",
        ];

        var right = A.AuthorizationParameters();
        for (var mended = 0; mended < wrong.Length; mended++)
        {
            var changes = wrong.Select((change, index) => index < mended ? (change.Name, right[change.Name]) : change).ToArray();
            Assert.That(Violation(changes)?.Description, Does.StartWith(expected[mended]));
        }
    }

    [Property("Case", "A05")]
    [TestCase("token")]
    [TestCase("none")]
    [TestCase("id_token")]
    [TestCase("code code")]
    [TestCase("code id_token")]
    [TestCase("id_token code")]
    [TestCase("CODE")]
    [TestCase("something")]
    public void Another_response_type_is_unsupported(string responseType) =>
        Assert.That(Violation(("response_type", responseType))?.Code, Is.EqualTo("unsupported_response_type"));

    [Test]
    public void A_missing_response_type_is_an_invalid_request() =>
        Assert.That(Violation(("response_type", null))?.Code, Is.EqualTo("invalid_request"));

    [Test]
    public void A_client_for_machines_may_not_use_codes() =>
        Assert.That(Violation(A.Client() with { GrantTypes = ["client_credentials"] })?.Code, Is.EqualTo("unauthorized_client"));

    [Property("Case", "A08")]
    [TestCase("pigeon")]
    [TestCase("query.jwt")]
    [TestCase("Query")]
    public void Another_response_mode_is_invalid(string mode) =>
        Assert.That(Violation(("response_mode", mode))?.Code, Is.EqualTo("invalid_request"));

    [TestCase("query"), TestCase("fragment"), TestCase("form_post")]
    public void The_response_modes_pass(string mode) => Assert.That(Violation(("response_mode", mode)), Is.Null);

    [Property("Case", "A09")]
    [TestCase("openid  profile")]
    [TestCase("openid \"x\"")]
    [TestCase("openid \\")]
    [TestCase("openid\0")]
    [TestCase(" openid")]
    [TestCase("openid ")]
    [TestCase("openid\tprofile")]
    [TestCase("openid ümlaut")]
    [TestCase(null)]
    public void A_malformed_scope_is_invalid(string? scope) => Assert.That(Violation(("scope", scope))?.Code, Is.EqualTo("invalid_scope"));

    [Property("Case", "A10")]
    [TestCase("openid unknown", null)]
    [TestCase("unknown", "invalid_scope")]
    [TestCase("orders.read", "invalid_scope", Description = "not open to this client")]
    public void Unknown_scopes_are_passed_over_unless_nothing_is_left(string scope, string? error) =>
        Assert.That(Violation(("scope", scope))?.Code, Is.EqualTo(error));

    [TestCase("https://unknown.test")]
    [TestCase("https://orders.test/")]
    [TestCase("https://orders.test#x")]
    [TestCase("https://stock.test", Description = "not open to this client")]
    public void A_resource_that_is_not_open_to_the_client_is_an_invalid_target(string resource)
    {
        var client = A.Client() with { Resources = ["https://orders.test"] };

        Assert.That(Violation(client, ("resource", resource))?.Code, Is.EqualTo("invalid_target"));
        Assert.That(Violation(client, ("resource", "https://orders.test")), Is.Null);
    }

    [Property("Case", "C08")]
    [TestCase("plain")]
    [TestCase("s256")]
    [TestCase(null)]
    public void Any_challenge_method_but_S256_is_refused(string? method) =>
        Assert.That(Violation(A.Client() with { RequirePkce = false }, ("code_challenge_method", method))?.Code, Is.EqualTo("invalid_request"));

    [Test]
    [Property("Case", "C09")]
    public void A_public_client_needs_a_challenge_whatever_its_switch_says() =>
        Assert.That(Violation(A.PublicClient() with { RequirePkce = false }, WithoutChallenge)?.Code, Is.EqualTo("invalid_request"));

    [Test]
    [Property("Case", "C09")]
    public void A_confidential_client_needs_a_challenge_unless_it_is_exempt()
    {
        Assert.That(Violation(A.Client(), WithoutChallenge)?.Code, Is.EqualTo("invalid_request"));
        Assert.That(Violation(A.Client() with { RequirePkce = false }, WithoutChallenge), Is.Null);
    }

    [Property("Case", "C10")]
    [TestCase("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c")]
    [TestCase("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMA")]
    [TestCase("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    [TestCase("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=")]
    [TestCase("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN", Description = "stray bits")]
    [TestCase(null)]
    public void A_challenge_of_another_shape_is_refused(string? challenge) =>
        Assert.That(Violation(A.Client() with { RequirePkce = false }, ("code_challenge", challenge))?.Code, Is.EqualTo("invalid_request"));

    [Property("Case", "A14")]
    [TestCase("none login")]
    [TestCase("none consent")]
    [TestCase("unknown")]
    [TestCase("login unknown")]
    [TestCase("LOGIN")]
    [TestCase("login  consent")]
    public void A_prompt_that_makes_no_sense_is_refused(string prompt) =>
        Assert.That(Violation(("prompt", prompt))?.Code, Is.EqualTo("invalid_request"));

    [Property("Case", "A14")]
    [TestCase("none"), TestCase("login"), TestCase("consent"), TestCase("select_account"), TestCase("login consent"), TestCase("create")]
    public void The_prompts_pass(string prompt) => Assert.That(Violation(("prompt", prompt)), Is.Null);

    [Test]
    [Property("Case", "A14")]
    public void Create_passes_only_where_it_is_announced()
    {
        var provider = A.Provider() with { Prompts = ["none", "login"] };

        Assert.That(AuthorizationRules.FirstViolation(A.AuthorizationRequest(("prompt", "create")), A.Client(), provider), Is.Not.Null);
    }

    [Property("Case", "A15")]
    [TestCase("-1"), TestCase("1.5"), TestCase("abc"), TestCase("99999999999999999999"), TestCase("+1"), TestCase(" 1"), TestCase("1e3"), TestCase("٣")]
    public void A_max_age_that_is_no_number_of_seconds_is_refused(string maxAge) =>
        Assert.That(Violation(("max_age", maxAge))?.Code, Is.EqualTo("invalid_request"));

    [TestCase("0"), TestCase("10000")]
    public void A_max_age_passes(string maxAge) => Assert.That(Violation(("max_age", maxAge)), Is.Null);

    [Property("Case", "A16")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("""{"userinfo":[]}""")]
    [TestCase("""{"userinfo":{"name":true}}""")]
    [TestCase("""{"userinfo":{"name":{"essential":"yes"}}}""")]
    [TestCase("""{"userinfo":{"name":{"values":"one"}}}""")]
    [TestCase("""{"userinfo":{"name":{"values":[]}}}""")]
    [TestCase("""{"userinfo":{"name":null,"name":null}}""")]
    [TestCase("""{"userinfo":{},"userinfo":{}}""")]
    [TestCase("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}}}""")]
    public void Claims_that_cannot_be_read_are_refused(string claims) =>
        Assert.That(Violation(("claims", claims))?.Code, Is.EqualTo("invalid_request"));

    [Property("Case", "A16")]
    [TestCase("""{"userinfo":{"name":null,"email":{"essential":true}},"id_token":{"acr":{"values":["phr"]}},"future":1}""")]
    [TestCase("""{"userinfo":{"name":{"future":[1]}}}""")]
    [TestCase("{}")]
    public void Claims_that_can_be_read_pass(string claims) => Assert.That(Violation(("claims", claims)), Is.Null);

    [Property("Case", "A19")]
    [TestCase("request", "request_not_supported")]
    [TestCase("request_uri", "request_uri_not_supported")]
    [TestCase("registration", "registration_not_supported")]
    public void What_is_not_read_is_refused_by_its_own_error(string parameter, string code) =>
        Assert.That(Violation((parameter, "eyJhbGciOiJub25lIn0.e30."))?.Code, Is.EqualTo(code));

    [TestCase("display", "popup"), TestCase("ui_locales", "se"), TestCase("claims_locales", "se"), TestCase("login_hint", "buffy@id.test")]
    [TestCase("acr_values", "1 2"), TestCase("extra", "foobar"), TestCase("nonce", null)]
    public void What_may_never_cause_an_error_does_not(string parameter, string? value) => Assert.That(Violation((parameter, value)), Is.Null);

    [Test]
    [Property("Case", "A11")]
    public void Without_openid_it_is_plain_OAuth()
    {
        var client = A.Client() with { Resources = ["https://orders.test"] };

        Assert.That(Violation(client, ("scope", "orders.read"), ("max_age", "5"), ("acr_values", "phr"), ("claims", """{"id_token":{}}""")), Is.Null);
    }

    private static (string, string?)[] WithoutChallenge => [("code_challenge", null), ("code_challenge_method", null)];

    private static ProtocolError? Violation(params (string, string?)[] changes) => Violation(A.Client(), changes);

    private static ProtocolError? Violation(Client client, params (string, string?)[] changes) =>
        AuthorizationRules.FirstViolation(A.AuthorizationRequest(changes), client, A.Provider());
}
