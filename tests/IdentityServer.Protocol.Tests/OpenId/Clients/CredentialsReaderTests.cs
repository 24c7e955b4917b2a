using System.Text;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Authentication;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Clients;

internal sealed class CredentialsReaderTests
{
    [TestCase("Basic")]
    [TestCase("Basic ")]
    [TestCase("Basic !!!!")]
    [TestCase("Basic YXBwOnNlY3JldA")]
    [TestCase("Basic YXBwOnNlY3Jl dA==")]
    [TestCase("Basic YXBwOnNlY3JldB==")]
    [TestCase("Basic YXBwc2VjcmV0")]
    [TestCase("Basic /////w==")]
    [TestCase("Bearer YXBwOnNlY3JldA==")]
    [TestCase("YXBwOnNlY3JldA==")]
    [Property("Case", "T08")]
    public void A_header_that_is_not_exactly_Basic_is_refused(string header)
    {
        var (credentials, error) = Read(header);

        Assert.That(credentials, Is.Null);
        Assert.That(error?.Code, Is.EqualTo("invalid_client"));
    }

    [TestCase("app:")]
    [TestCase(":secret")]
    [TestCase("app:100%")]
    [TestCase("app:%zz")]
    [TestCase("app:a\0b")]
    [TestCase("app:%00")]
    [TestCase("app:%c3")]
    [TestCase("ap\np:secret")]
    [Property("Case", "T08")]
    public void Halves_that_are_empty_or_badly_encoded_are_refused(string pair) =>
        Assert.That(Read(Basic(pair)).Error?.Code, Is.EqualTo("invalid_client"));

    [Test]
    public void Both_halves_are_form_decoded()
    {
        var (credentials, _) = Read(Basic("my%3Aapp:p%2Bq+r%25%C3%A9:s"));

        Assert.That(credentials, Is.EqualTo(new ClientCredentials.Secret("my:app", "p+q r%é:s", AuthenticationMethods.SecretBasic)));
    }

    [Test, Property("Case", "T04")]
    public void A_body_that_names_another_client_than_the_header_is_refused() =>
        Assert.That(Read(Basic("app:secret"), ("client_id", "other")).Error?.Code, Is.EqualTo("invalid_request"));

    [Test]
    public void A_body_that_names_the_same_client_is_fine() =>
        Assert.That(Read(Basic("app:secret"), ("client_id", "app")).Credentials?.Method, Is.EqualTo(AuthenticationMethods.SecretBasic));

    [TestCase("client_secret")]
    [TestCase("client_assertion")]
    [TestCase("client_assertion_type")]
    [Property("Case", "T03")]
    public void Two_mechanisms_are_refused(string second)
    {
        Assert.That(Read(Basic("app:secret"), (second, "x")).Error?.Code, Is.EqualTo("invalid_request"));
        Assert.That(Read(null, ("client_id", "app"), ("client_secret", "x"), (second, "y")).Error?.Code, second is "client_secret" ? Is.Null : Is.EqualTo("invalid_request"));
    }

    [Test, Property("Case", "T03")]
    public void Two_headers_are_refused()
    {
        CredentialsReader.TryRead([Basic("app:secret"), Basic("app:secret")], A.Parameters(), out var credentials, out var error);

        Assert.That(credentials, Is.Null);
        Assert.That(error?.Code, Is.EqualTo("invalid_request"));
    }

    [Test]
    public void Nothing_at_all_is_no_authentication() => Assert.That(Read(null).Error?.Code, Is.EqualTo("invalid_client"));

    [Test]
    public void A_secret_without_a_name_is_no_authentication() =>
        Assert.That(Read(null, ("client_secret", "x")).Error?.Code, Is.EqualTo("invalid_client"));

    [Test]
    public void A_name_alone_is_a_public_client_and_an_empty_secret_is_none()
    {
        Assert.That(Read(null, ("client_id", "app")).Credentials, Is.EqualTo(new ClientCredentials.Name("app")));
        Assert.That(Read(null, ("client_id", "app"), ("client_secret", "")).Credentials, Is.EqualTo(new ClientCredentials.Name("app")));
    }

    [TestCase("urn:ietf:params:oauth:client-assertion-type:saml2-bearer", "invalid_request")]
    [TestCase("", "invalid_request")]
    [TestCase("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "invalid_client")]
    [Property("Case", "T17")]
    public void Another_kind_of_assertion_or_none_is_refused(string type, string code) =>
        Assert.That(Read(null, ("client_assertion_type", type), ("client_assertion", "no.jwt")).Error?.Code, Is.EqualTo(code));

    [Test]
    public void What_proves_the_client_is_not_kept_with_its_request()
    {
        var kept = CredentialsReader.Without(A.Parameters(
            ("client_secret", "a"), ("client_assertion", "b"), ("client_assertion_type", "c"), ("scope", "openid")));

        Assert.That(kept.ToForm(), Is.EqualTo("scope=openid"));
    }

    private static (ClientCredentials? Credentials, ProtocolError? Error) Read(string? header, params (string, string)[] form)
    {
        CredentialsReader.TryRead(header is null ? [] : [header], A.Parameters(form), out var credentials, out var error);
        return (credentials, error);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
