using IdentityServer.TestKit.OpenId;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>Once the address is proven, the app hears what is wrong, with its state and our name.</summary>
internal sealed class RefusedToTheAppTests
{
    private AuthorizationBench bench;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        bench = await CreateAsync();
        await bench.RegisterAsync(A.PublicClient() with { ClientId = "public", FirstParty = true });
        await bench.RegisterAsync(App with { ClientId = "machine", GrantTypes = ["client_credentials"], ResponseTypes = [], RedirectUris = [A.RedirectUri] });
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [TestCase("response_type", null, "invalid_request")]
    [TestCase("response_type", "none", "unsupported_response_type")]
    [TestCase("response_type", "code code", "unsupported_response_type")]
    [TestCase("response_mode", "pigeon", "invalid_request")]
    [TestCase("scope", "openid  profile", "invalid_scope")]
    [TestCase("scope", "open\"id", "invalid_scope")]
    [TestCase("scope", "open\\id", "invalid_scope")]
    [TestCase("scope", "open\0id", "invalid_scope")]
    [TestCase("scope", "unknown", "invalid_scope")]
    [TestCase("prompt", "none login", "invalid_request")]
    [TestCase("prompt", "dance", "invalid_request")]
    [TestCase("prompt", "create", "invalid_request")]
    [TestCase("max_age", "-1", "invalid_request")]
    [TestCase("max_age", "1.5", "invalid_request")]
    [TestCase("max_age", "abc", "invalid_request")]
    [TestCase("max_age", "99999999999999999999", "invalid_request")]
    [TestCase("claims", "no json", "invalid_request")]
    [TestCase("claims", "[]", "invalid_request")]
    [TestCase("claims", "{\"userinfo\":{},\"userinfo\":{}}", "invalid_request")]
    [TestCase("registration", "{}", "registration_not_supported")]
    [TestCase("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [TestCase("request_uri", "https://app.test/request.jwt", "request_uri_not_supported")]
    [TestCase("code_challenge", "short", "invalid_request")]
    [TestCase("code_challenge_method", "plain", "invalid_request")]
    [TestCase("resource", "https://unknown.test", "invalid_target")]
    [TestCase("id_token_hint", "nonsense", "invalid_request")]
    [TestCase("id_token_hint", "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhbGljZSJ9.", "invalid_request")]
    [Property("Case", "A05")]
    [Property("Case", "A08")]
    [Property("Case", "A09")]
    [Property("Case", "A10")]
    [Property("Case", "A14")]
    [Property("Case", "A15")]
    [Property("Case", "A16")]
    [Property("Case", "A19")]
    [Property("Case", "S06")]
    [Property("Case", "C08")]
    [Property("Case", "C10")]
    [Property("Module", "oidcc-response-type-missing")]
    [Property("Module", "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported")]
    [Property("Module", "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported")]
    public async Task Refused(string parameter, string? value, string error)
    {
        var answer = AnswerOf(await bench.AskAsync((parameter, value)));

        Assert.That(answer["error"], Is.EqualTo(error));
        Assert.That(answer["state"], Is.EqualTo("af0ifjsldkj"));
        Assert.That(answer["iss"], Is.EqualTo(Issuer));
        Assert.That(answer["error_description"], Does.Match("^[ !#-\\[\\]-~]+$"));
        Assert.That(answer.Sent("code"), Is.False);
    }

    [TestCase("state")]
    [TestCase("scope")]
    [TestCase("nonce")]
    [TestCase("code_challenge")]
    [Property("Case", "A01")]
    public async Task A_parameter_sent_twice_is_refused_and_a_doubtful_state_is_not_repeated(string parameter)
    {
        var answer = AnswerOf(await bench.Ada.Http.GetAsync($"{Query()}&{parameter}=again"));

        Assert.That(answer["error"], Is.EqualTo("invalid_request"));
        Assert.That(answer["state"], Is.EqualTo(parameter is "state" ? null : "af0ifjsldkj"));
    }

    [Test]
    [Property("Case", "C09")]
    public async Task A_public_client_without_a_challenge() => Assert.That(
        ErrorOf(await bench.AskAsync(("client_id", "public"), ("code_challenge", null), ("code_challenge_method", null))), Is.EqualTo("invalid_request"));

    [Test]
    [Property("Case", "A12")]
    public async Task A_state_that_is_too_long() =>
        Assert.That(ErrorOf(await bench.AskAsync(("state", new string('s', 5000)))), Is.EqualTo("invalid_request"));

    [TestCase("token")]
    [TestCase("id_token code")]
    [TestCase("code id_token")]
    [Property("Case", "A05")]
    [Property("Case", "A06")]
    public async Task What_would_have_brought_a_token_by_the_browser_is_refused_in_the_fragment(string responseType) => Assert.That(
        (await bench.AskAsync(("response_type", responseType))).Headers.Location!.OriginalString,
        Does.StartWith(A.RedirectUri + "#error=unsupported_response_type&"));

    [TestCase("id_token")]
    [TestCase("id_token token")]
    [TestCase("code id_token")]
    [Property("Case", "A07")]
    public async Task A_token_would_never_travel_in_the_query(string responseType)
    {
        var answer = (await bench.AskAsync(("response_type", responseType), ("response_mode", "query"))).Headers.Location!.OriginalString;

        Assert.That(answer, Does.Contain("error=unsupported_response_type").Or.Contain("error=invalid_request"));
        Assert.That(answer, Does.Not.Contain("id_token=").And.Not.Contain("access_token=").And.Not.Contain("code="));
    }

    [Test]
    [Property("Case", "A08")]
    public async Task An_error_takes_the_way_that_was_asked_for()
    {
        var inFragment = await bench.AskAsync(("response_mode", "fragment"), ("prompt", "none login"));
        var inForm = await ReadAsync(await bench.AskAsync(("response_mode", "form_post"), ("prompt", "none login")));

        Assert.That(inFragment.Headers.Location!.OriginalString, Does.StartWith(A.RedirectUri + "#error=invalid_request&"));
        Assert.That(inForm.QuerySelector("input[name=error]")?.GetAttribute("value"), Is.EqualTo("invalid_request"));
    }

    [TestCase("login_required", null)]
    [TestCase("login_required", "openid")]
    [Property("Case", "S01")]
    [Property("Module", "oidcc-prompt-none-not-logged-in")]
    public async Task Nobody_signed_in_and_no_page_wished(string error, string? scope)
    {
        using var stranger = bench.Host.NewBrowser();
        var state = string.Concat(Enumerable.Repeat("aB3-._~x", 16));

        var answer = AnswerOf(await stranger.GetAsync(Query(("prompt", "none"), ("state", state), ("scope", scope ?? "openid profile"))));

        Assert.That((answer["error"], answer["state"]), Is.EqualTo((error, state)));
    }
}
