using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Authentication;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Clients;

/// <summary>RFC 7523 §3, OpenID Connect Core §9. The key is good throughout: only what is said is bent.</summary>
internal sealed class AssertionRulesTests
{
    private static readonly string[] Audiences = [A.Issuer, A.Issuer + "/connect/token"];

    private readonly SigningKey key = SigningKey.Create(SignatureAlgorithm.ES256);

    private static readonly Client Client = A.Client() with { AuthenticationMethod = AuthenticationMethods.PrivateKeyJwt, Secrets = [] };

    [OneTimeTearDown]
    public void Forget() => key.Dispose();

    [Test]
    public void A_good_one_passes() => Assert.That(Refusal(_ => { }), Is.Null);

    [Test, Property("Case", "T10")]
    public void The_issuer_must_be_the_client() =>
        Assert.That(Refusal(draft => draft.Claims["iss"] = "somebody"), Is.EqualTo(ClientRefusal.AssertionIssuer));

    [Test, Property("Case", "T14")]
    public void What_is_about_somebody_else_is_not_the_clients_own_word() =>
        Assert.That(Refusal(draft => draft.Claims["sub"] = "248289761001"), Is.EqualTo(ClientRefusal.AssertionIssuer));

    [TestCase("""null""")]
    [TestCase("""[]""")]
    [TestCase("\"https://other.test\"")]
    [TestCase("\"https://id.test/\"")]
    [TestCase("\"https://id.test.evil.test\"")]
    [TestCase("""["https://id.test", "https://other.test"]""")]
    [Property("Case", "T12")]
    public void Whoever_else_is_named_as_audience_spoils_it(string audience)
    {
        var refusal = Refusal(draft => Set(draft, "aud", audience));

        Assert.That(refusal, Is.EqualTo(ClientRefusal.AssertionAudience));
    }

    [TestCase("\"https://id.test\"")]
    [TestCase("\"https://id.test/connect/token\"")]
    [TestCase("""["https://id.test"]""")]
    [TestCase("""["https://id.test", "https://id.test/connect/token"]""")]
    [Property("Case", "T12")]
    public void Our_own_names_are_good_audiences(string audience) =>
        Assert.That(Refusal(draft => Set(draft, "aud", audience)), Is.Null);

    [Test, Property("Case", "T10")]
    public void It_must_end() => Assert.That(Refusal(draft => draft.Claims.Remove("exp")), Is.EqualTo(ClientRefusal.AssertionExpired));

    [TestCase(-31, ExpectedResult = ClientRefusal.AssertionExpired)]
    [TestCase(-29, ExpectedResult = null)]
    [TestCase(10 * 60 + 29, ExpectedResult = null)]
    [TestCase(10 * 60 + 31, ExpectedResult = ClientRefusal.AssertionLifetime)]
    [TestCase(50 * 365 * 86400, ExpectedResult = ClientRefusal.AssertionLifetime)]
    [Property("Case", "T15")]
    public object? It_ends_soon(int seconds) => Refusal(draft => draft.Claims["exp"] = A.Now.AddSeconds(seconds).ToUnixTimeSeconds());

    [TestCase("iat", 10, ExpectedResult = null)]
    [TestCase("nbf", 10, ExpectedResult = null)]
    [TestCase("iat", 62, ExpectedResult = ClientRefusal.AssertionNotYetValid)]
    [TestCase("nbf", 62, ExpectedResult = ClientRefusal.AssertionNotYetValid)]
    [Property("Case", "T10")]
    public object? Clocks_differ_a_little(string claim, int seconds) =>
        Refusal(draft => draft.Claims[claim] = A.Now.AddSeconds(seconds).ToUnixTimeSeconds());

    [Test, Property("Case", "T10")]
    public void It_must_have_a_name()
    {
        Assert.That(Refusal(draft => draft.Claims.Remove("jti")), Is.EqualTo(ClientRefusal.AssertionIdentifier));
        Assert.That(Refusal(draft => draft.Claims["jti"] = ""), Is.EqualTo(ClientRefusal.AssertionIdentifier));
    }

    [Test, Property("Case", "T10")]
    public void A_name_that_is_very_long_is_refused() =>
        Assert.That(Refusal(draft => draft.Claims["jti"] = new string('a', 513)), Is.EqualTo(ClientRefusal.AssertionIdentifier));

    [TestCase("exp", "\"1768467600\"")]
    [TestCase("exp", "1e400")]
    [TestCase("exp", "1768467600.5")]
    [TestCase("iat", "-1")]
    [TestCase("aud", "7")]
    [TestCase("aud", "[7]")]
    [TestCase("jti", "7")]
    [TestCase("sub", "7")]
    [TestCase("sub", "\"\"")]
    [Property("Case", "K10")]
    public void A_claim_of_another_type_is_no_assertion(string claim, string json)
    {
        var draft = Draft();
        Set(draft, claim, json);

        Assert.That(ClientAssertion.TryRead(draft.ToString(), out _), Is.False);
    }

    [TestCase("none")]
    [TestCase("HS256")]
    [TestCase("RS256")]
    [Property("Case", "T13")]
    public void The_registered_algorithm_is_the_only_one(string algorithm) => Assert.That(
        HeaderRefusal(draft => draft.Header["alg"] = algorithm, Client with { AssertionAlgorithm = "ES256" }), Is.EqualTo(JwsRefusal.AlgorithmNotAllowed));

    [TestCase("none")]
    [TestCase("HS256")]
    [TestCase("ES512")]
    [Property("Case", "T13")]
    public void Without_a_registered_algorithm_ours_count(string algorithm) =>
        Assert.That(HeaderRefusal(draft => draft.Header["alg"] = algorithm), Is.EqualTo(JwsRefusal.AlgorithmNotAllowed));

    [TestCase("jwk")]
    [TestCase("jku")]
    [TestCase("x5u")]
    [TestCase("x5c")]
    [Property("Case", "T13")]
    public void A_key_in_the_header_is_refused(string member) =>
        Assert.That(HeaderRefusal(draft => draft.Header[member] = "https://evil.test/keys"), Is.EqualTo(JwsRefusal.KeyInHeader));

    [TestCase("at+jwt")]
    [TestCase("logout+jwt")]
    [TestCase("dpop+jwt")]
    [TestCase("oauth-authz-req+jwt")]
    [Property("Case", "T14")]
    public void A_token_of_another_kind_is_refused(string type) =>
        Assert.That(HeaderRefusal(draft => draft.Header["typ"] = type), Is.EqualTo(JwsRefusal.TypeMismatch));

    private ClientRefusal? Refusal(Action<AssertionDraft> bend)
    {
        var draft = Draft();
        bend(draft);
        Assert.That(ClientAssertion.TryRead(draft.ToString(), out var assertion), Is.True);
        return AssertionRules.FirstViolation(assertion!, new(Client, Audiences, A.Now));
    }

    private JwsRefusal? HeaderRefusal(Action<AssertionDraft> bend, Client? client = null)
    {
        var draft = Draft();
        bend(draft);
        Assert.That(CompactJws.TryParse(draft.ToString(), out var jws), Is.True);
        return AssertionRules.Expectation(client ?? Client, A.Provider()).FirstViolation(jws!.Header);
    }

    private AssertionDraft Draft() => new(key, Client.ClientId, A.Issuer, A.Now);

    private static void Set(AssertionDraft draft, string claim, string json)
    {
        if (json is "null")
            draft.Claims.Remove(claim);
        else
            draft.Claims[claim] = System.Text.Json.Nodes.JsonNode.Parse(json);
    }
}
