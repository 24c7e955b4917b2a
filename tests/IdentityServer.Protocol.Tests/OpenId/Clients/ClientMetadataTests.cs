using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Clients;

internal sealed class ClientMetadataTests
{
    private static readonly string Keys = Encoding.UTF8.GetString(new JsonWebKeySet([SigningKey.Create(SignatureAlgorithm.ES256).PublicKey]).ToJson());

    [TestCase("""{"redirect_uris":["http://app.test/cb"]}""", "redirect_uris: must use https")]
    [TestCase("""{"redirect_uris":["https://*.test/cb"]}""", "redirect_uris: must not have a wildcard")]
    [TestCase("""{"redirect_uris":[]}""", "redirect_uris: must have at least one")]
    [TestCase("""{"redirect_uris":"https://app.test/cb"}""", "redirect_uris: must be a list")]
    [TestCase("""{"redirect_uris":[1]}""", "redirect_uris: must be a list")]
    [TestCase("""{"post_logout_redirect_uris":["javascript:alert(1)"]}""", "post_logout_redirect_uris: must use https")]
    [TestCase("""{"client_id":"two words"}""", "client_id: must be plain")]
    [TestCase("""{"client_id":""}""", "client_id: must be a text")]
    [TestCase("""{"client_name":"line\nbreak"}""", "client_name: must be a text")]
    [TestCase("""{"logo_uri":"javascript:alert(1)"}""", "logo_uri: must use https")]
    [TestCase("""{"policy_uri":"http://app.test/policy"}""", "policy_uri: must use https")]
    [TestCase("""{"tos_uri":"data:text/html,x"}""", "tos_uri: must use https")]
    [TestCase("""{"backchannel_logout_uri":"https://app.test/out#x"}""", "backchannel_logout_uri: must not have a fragment")]
    [TestCase("""{"allowed_origins":["null"]}""", "allowed_origins:")]
    [TestCase("""{"grant_types":["password"]}""", "grant_types: must be among")]
    [TestCase("""{"grant_types":[]}""", "grant_types: must be among")]
    [TestCase("""{"grant_types":["refresh_token"]}""", "grant_types: refresh_token needs another")]
    [TestCase("""{"response_types":["token"]}""", "response_types: must be among")]
    [TestCase("""{"response_types":[]}""", "response_types: must be among")]
    [TestCase("""{"scope":"openid  profile"}""", "scope: must be words")]
    [TestCase("""{"token_endpoint_auth_method":"client_secret_jwt"}""", "token_endpoint_auth_method: must be one of")]
    [TestCase("""{"token_endpoint_auth_method":"none"}""", "token_endpoint_auth_method: none goes without a client_secret")]
    [TestCase("""{"token_endpoint_auth_method":"private_key_jwt"}""", "token_endpoint_auth_method: private_key_jwt needs jwks or jwks_uri")]
    [TestCase("""{"jwks":{"keys":[{"kty":"oct","k":"AAAA"}]}}""", "jwks: must be a JWK set of public keys")]
    [TestCase("""{"jwks":{"keys":[]}}""", "jwks: has no key")]
    [TestCase("""{"jwks_uri":"http://app.test/keys"}""", "jwks_uri: must use https")]
    [TestCase("""{"id_token_signed_response_alg":"none"}""", "id_token_signed_response_alg: must be one of RS256, ES256, PS256")]
    [TestCase("""{"id_token_signed_response_alg":"HS256"}""", "id_token_signed_response_alg: must be one of")]
    [TestCase("""{"token_endpoint_auth_signing_alg":"none"}""", "token_endpoint_auth_signing_alg: must be one of")]
    [TestCase("""{"client_id":"0198c2f0-5b7e-7d4a-9d0c-3a5f7e1b2c4d"}""", "client_id: must not look like")]
    [TestCase("""{"client_id":"0198c2f05b7e7d4a9d0c3a5f7e1b2c4d"}""", "client_id: must not look like")]
    [TestCase("""{"application_type":"desktop"}""", "application_type: must be one of web, native")]
    [TestCase("""{"subject_type":"pairwise","redirect_uris":["https://a.test/cb","https://b.test/cb"]}""", "sector_identifier_uri: is needed")]
    [TestCase("""{"subject_type":"pairwise","application_type":"native","redirect_uris":["com.example.app:/cb"]}""", "sector_identifier_uri: is needed")]
    [TestCase("""{"subject_type":"pairwise","application_type":"native","redirect_uris":["http://127.0.0.1/cb"]}""", "sector_identifier_uri: is needed")]
    [TestCase("""{"subject_type":"pairwise","redirect_uris":["https://localhost/cb"]}""", "sector_identifier_uri: is needed")]
    [TestCase("""{"sector_identifier_uri":"http://app.test/sector"}""", "sector_identifier_uri: must use https")]
    [TestCase("""{"access_token_format":"paper"}""", "access_token_format: must be one of jwt, opaque")]
    [TestCase("""{"minimum_acr":"gold"}""", "minimum_acr: must be one of phrh")]
    [TestCase("""{"resources":["orders"]}""", "resources: must be an absolute URI")]
    [TestCase("""{"first_party":"yes"}""", "first_party: must be true or false")]
    [TestCase("""{"default_max_age":-1}""", "default_max_age: must be a number of seconds")]
    [TestCase("""{"require_reauthentication":1}""", "require_reauthentication: must be true or false")]
    [TestCase("""{"access_token_lifetime":29}""", "access_token_lifetime: must be between 30 and 86400 seconds")]
    [TestCase("""{"access_token_lifetime":86401}""", "access_token_lifetime: must be between")]
    [TestCase("""{"access_token_lifetime":"60"}""", "access_token_lifetime: must be a number of seconds")]
    [TestCase("""{"id_token_lifetime":3601}""", "id_token_lifetime: must be between 30 and 3600 seconds")]
    [TestCase("""{"refresh_token_lifetime":599}""", "refresh_token_lifetime: must be between 600 and 31622400 seconds")]
    [TestCase("""{"refresh_token_idle_limit":31622401}""", "refresh_token_idle_limit: must be between")]
    [TestCase("""{"default_max_age":1.5}""", "default_max_age: must be a number of seconds")]
    public void A_fault_is_told_by_member(string metadata, string expected)
    {
        var reading = Read(metadata);

        Assert.That(reading.Client, Is.Null);
        Assert.That(reading.Faults.Select(fault => fault.ToString()), Has.Some.StartsWith(expected));
    }

    [Test]
    [Property("Case", "G05")]
    public void Keys_and_their_address_do_not_go_together() =>
        Assert.That(Read($$"""{"jwks":{{Keys}},"jwks_uri":"https://app.test/keys"}""").Faults.Select(fault => fault.Member), Does.Contain("jwks"));

    [Property("Case", "T20")]
    [Property("Case", "I01")]
    [TestCase("""{"token_endpoint_auth_method":"none","grant_types":["client_credentials"]}""", "grant_types")]
    [TestCase("""{"token_endpoint_auth_method":"none","may_introspect":true}""", "may_introspect")]
    [TestCase("""{"token_endpoint_auth_method":"none","rotate_refresh_tokens":false}""", "rotate_refresh_tokens")]
    public void A_public_client_cannot_do_what_needs_proof(string metadata, string member)
    {
        var reading = Read(metadata, A.PublicClient());

        Assert.That(reading.Faults.Select(fault => fault.Member), Is.EqualTo(new[] { member }));
    }

    [Test]
    public void A_secret_method_needs_a_secret() =>
        Assert.That(Read("{}", A.Client() with { Secrets = [] }).Faults.Select(fault => fault.Member), Is.EqualTo(new[] { "token_endpoint_auth_method" }));

    [Test]
    public void All_faults_are_told_at_once() =>
        Assert.That(Read("""{"redirect_uris":["http://a.test"],"logo_uri":"x:y","first_party":1,"scope":""}""").Faults, Has.Count.EqualTo(4));

    [Test]
    public void What_is_not_an_object_is_a_fault() => Assert.That(Read("[]").Faults, Has.Count.EqualTo(1));

    [Test]
    public void Members_we_do_not_know_are_named_and_passed_over()
    {
        var reading = Read("""{"software_id":"x","client_name":"Shop"}""");

        Assert.That(reading.Client?.Name, Is.EqualTo("Shop"));
        Assert.That(reading.Ignored, Is.EqualTo(new[] { "software_id" }));
    }

    [Test]
    public void What_is_left_out_has_the_defaults_of_the_specification()
    {
        var client = Read("""{"client_id":"shop"}""").Client!;

        Assert.That(client.AuthenticationMethod, Is.EqualTo("client_secret_basic"));
        Assert.That(client.ResponseTypes, Is.EqualTo(new[] { "code" }));
        Assert.That(client.IdTokenAlgorithm, Is.EqualTo("RS256"));
        Assert.That(client.SubjectType, Is.EqualTo(SubjectType.Public));
        Assert.That(client.RequirePkce);
        Assert.That(client.AsksConsent);
    }

    [Test]
    public void Everything_that_is_written_is_read_again_as_it_was()
    {
        var metadata = $$"""
            {
              "client_id": "shop", "client_name": "Shop", "client_uri": "https://shop.test", "logo_uri": "https://shop.test/logo.png",
              "policy_uri": "https://shop.test/privacy#short", "tos_uri": "https://shop.test/terms", "contacts": ["me@shop.test"],
              "redirect_uris": ["https://shop.test/cb"], "grant_types": ["authorization_code", "client_credentials"], "response_types": ["code"],
              "scope": "openid email", "token_endpoint_auth_method": "private_key_jwt", "jwks": {{Keys}},
              "application_type": "native", "subject_type": "pairwise", "sector_identifier_uri": "https://shop.test/sector",
              "id_token_signed_response_alg": "ES256", "userinfo_signed_response_alg": "PS256", "token_endpoint_auth_signing_alg": "ES256",
              "default_max_age": 60, "require_auth_time": true, "default_acr_values": ["phr"], "initiate_login_uri": "https://shop.test/in",
              "post_logout_redirect_uris": ["https://shop.test/out"], "backchannel_logout_uri": "https://shop.test/bc",
              "backchannel_logout_session_required": true, "require_pushed_authorization_requests": true, "require_pkce": false,
              "first_party": true, "require_consent": true, "access_token_format": "opaque", "resources": ["https://orders.test"],
              "allowed_origins": ["https://shop.test"], "may_introspect": true, "minimum_acr": "phr", "rotate_refresh_tokens": false,
              "require_reauthentication": true, "access_token_lifetime": 60, "id_token_lifetime": 90,
              "refresh_token_lifetime": 86400, "refresh_token_idle_limit": 3600
            }
            """;

        var client = Read(metadata, A.Client() with { Secrets = [] }).Client!;

        using var written = JsonDocument.Parse(Write(client));
        using var original = JsonDocument.Parse(metadata);
        foreach (var member in original.RootElement.EnumerateObject().Where(member => member.Name != "jwks"))
            Assert.That(written.RootElement.GetProperty(member.Name).GetRawText(), Is.EqualTo(member.Value.GetRawText().Replace(", ", ",", StringComparison.Ordinal)), member.Name);
        Assert.That(written.RootElement.EnumerateObject().Count(), Is.EqualTo(original.RootElement.EnumerateObject().Count()));
        Assert.That(Write(Read(Write(client), A.Client() with { Secrets = [] }).Client!), Is.EqualTo(Write(client)));
    }

    private static ClientReading Read(string metadata, Client? template = null)
    {
        using var document = JsonDocument.Parse(metadata);
        return ClientMetadata.Read(document.RootElement.Clone(), template ?? A.Client(), A.Provider());
    }

    private static string Write(Client client)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            ClientMetadata.Write(client, writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
