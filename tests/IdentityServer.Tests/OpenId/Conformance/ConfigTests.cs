using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Shared.Languages;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Plan Config: the one module, check by check.</summary>
[Property("Module", "oidcc-discovery-endpoint-verification")]
internal sealed class ConfigTests
{
    private const string Issuer = "https://id.example.com";

    // Names the conformance suite knows, as far as we could ever need them.
    private static readonly string[] KnownNames =
    [
        "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint", "scopes_supported", "response_types_supported",
        "response_modes_supported", "grant_types_supported", "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported",
        "service_documentation", "ui_locales_supported", "op_policy_uri", "op_tos_uri", "revocation_endpoint", "revocation_endpoint_auth_methods_supported",
        "revocation_endpoint_auth_signing_alg_values_supported", "introspection_endpoint", "introspection_endpoint_auth_methods_supported",
        "introspection_endpoint_auth_signing_alg_values_supported", "code_challenge_methods_supported", "userinfo_endpoint", "end_session_endpoint",
        "check_session_iframe", "subject_types_supported", "id_token_signing_alg_values_supported", "userinfo_signing_alg_values_supported",
        "request_object_signing_alg_values_supported", "display_values_supported", "claim_types_supported", "claims_supported", "claims_locales_supported",
        "claims_parameter_supported", "request_parameter_supported", "request_uri_parameter_supported", "require_request_uri_registration",
        "acr_values_supported", "frontchannel_logout_supported", "frontchannel_logout_session_supported", "backchannel_logout_supported",
        "backchannel_logout_session_supported", "dpop_signing_alg_values_supported", "pushed_authorization_request_endpoint",
        "require_pushed_authorization_requests", "authorization_response_iss_parameter_supported", "device_authorization_endpoint",
        "require_signed_request_object", "prompt_values_supported",
    ];

    private readonly TestHost host = new()
    {
        Environment = "Production",
        Settings = { ["IdentityServer:Issuer"] = Issuer, ["IdentityServer:RelyingPartyId"] = "id.example.com" },
    };

    private HttpClient app = null!;
    private JsonElement document;

    [OneTimeSetUp]
    public async Task Start()
    {
        app = host.NewBrowser(Issuer);
        document = await app.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        app.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task It_is_JSON() => Assert.That(
        (await app.GetAsync("/.well-known/openid-configuration")).Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));

    [Test]
    public void The_issuer_is_exactly_ours() => Assert.That(Text("issuer"), Is.EqualTo(Issuer));

    [TestCase("authorization_endpoint")]
    [TestCase("token_endpoint")]
    [TestCase("userinfo_endpoint")]
    [TestCase("jwks_uri")]
    [TestCase("end_session_endpoint")]
    [TestCase("pushed_authorization_request_endpoint")]
    [TestCase("introspection_endpoint")]
    [TestCase("revocation_endpoint")]
    public void Every_endpoint_lies_below_the_issuer(string member) => Assert.That(Text(member), Does.StartWith(Issuer + "/"));

    [Test]
    public void There_is_no_name_the_suite_does_not_know() =>
        Assert.That(document.EnumerateObject().Select(member => member.Name).Except(KnownNames), Is.Empty);

    [Test]
    public void Members_have_the_types_that_apps_expect()
    {
        foreach (var member in document.EnumerateObject())
        {
            var expected = member.Name.EndsWith("_supported", StringComparison.Ordinal) && member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
                ? JsonValueKind.Array : member.Value.ValueKind;
            Assert.That(member.Value.ValueKind, Is.EqualTo(expected).And.Not.EqualTo(JsonValueKind.Null), member.Name);
            if (member.Value.ValueKind is JsonValueKind.Array)
                Assert.That(List(member.Name), Is.Not.Empty.And.Unique, member.Name);
        }
    }

    [TestCase("response_types_supported", "code")]
    [TestCase("response_modes_supported", "query fragment form_post")]
    [TestCase("grant_types_supported", "authorization_code refresh_token client_credentials")]
    [TestCase("subject_types_supported", "public pairwise")]
    [TestCase("id_token_signing_alg_values_supported", "RS256 ES256 PS256")]
    [TestCase("token_endpoint_auth_methods_supported", "client_secret_basic client_secret_post private_key_jwt none")]
    [TestCase("introspection_endpoint_auth_methods_supported", "client_secret_basic client_secret_post private_key_jwt")]
    [TestCase("code_challenge_methods_supported", "S256")]
    public void What_can_be_done_is_said(string member, string values) => Assert.That(List(member), Is.EqualTo(values.Split(' ')));

    [Test]
    public void Scopes_claims_and_languages_are_said()
    {
        Assert.That(List("scopes_supported"), Does.Contain("openid").And.Contain("offline_access"));
        Assert.That(List("claims_supported"), Is.SupersetOf(["sub", "email_verified", "acr", "amr", "auth_time"]));
        Assert.That(List("ui_locales_supported"), Is.EqualTo(Language.All.Select(language => language.Name)));
    }

    [Test]
    public void What_means_yes_when_left_out_is_said_to_be_no() =>
        Assert.That(document.GetProperty("request_uri_parameter_supported").GetBoolean(), Is.False);

    [Test, Property("Case", "M01")]
    public void Answers_name_the_issuer() =>
        Assert.That(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean(), Is.True);

    [Test]
    public async Task The_OAuth_document_says_the_same() =>
        Assert.That(await app.GetStringAsync("/.well-known/oauth-authorization-server"), Is.EqualTo(document.GetRawText()));

    [Test, Property("Case", "H01")]
    public async Task Whatever_Host_is_asked_it_names_the_configured_issuer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration") { Headers = { { "X-Forwarded-Host", "evil.test" } } };
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration") { Headers = { Host = "evil.test" } };

        Assert.That(await (await app.SendAsync(request)).Content.ReadAsStringAsync(), Does.Not.Contain("evil"));
        Assert.That(await (await app.SendAsync(forged)).Content.ReadAsStringAsync(), Does.Not.Contain("evil"));
    }

    [Test, Property("Case", "H03")]
    public async Task It_may_be_kept_for_a_while_but_not_for_another_origin()
    {
        var response = await app.GetAsync("/.well-known/openid-configuration");

        Assert.That(response.Headers.CacheControl?.Public, Is.True);
        Assert.That(response.Headers.CacheControl?.MaxAge, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromHours(1)));
        Assert.That(response.Headers.Vary, Does.Contain("Origin"));
    }

    [Test]
    public async Task Whoever_has_it_is_told_so()
    {
        var tag = (await app.GetAsync("/.well-known/openid-configuration")).Headers.ETag;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration") { Headers = { IfNoneMatch = { tag! } } };

        Assert.That((await app.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    private string? Text(string member) => document.GetProperty(member).GetString();

    private List<string?> List(string member) => [.. document.GetProperty(member).EnumerateArray().Select(item => item.GetString())];
}
