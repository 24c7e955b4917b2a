using IdentityServer.Host;
using IdentityServer.Shared;
using IdentityServer.TestKit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Shared;

internal sealed class ServerOptionsTests
{
    [TestCase("https://id.example.com", "id.example.com")]
    [TestCase("https://id.example.com", "example.com")]
    [TestCase("https://id.example.com:8443", "example.com")]
    public void An_https_issuer_with_a_fitting_domain_is_accepted(string issuer, string relyingPartyId) =>
        Assert.That(Faults(Environments.Production, issuer, relyingPartyId), Is.Empty);

    [TestCase("http://id.example.com", "id.example.com")]
    [TestCase("https://id.example.com/", "id.example.com")]
    [TestCase("https://id.example.com/tenant", "id.example.com")]
    [TestCase("https://ID.example.com", "id.example.com")]
    [TestCase("https://id.example.com:443", "id.example.com")]
    [TestCase("https://id.example.com?x=1", "id.example.com")]
    [TestCase("https://bücher.example", "bücher.example")]
    [TestCase("ftp://id.example.com", "id.example.com")]
    [TestCase("id.example.com", "id.example.com")]
    [TestCase("", "id.example.com")]
    [TestCase("https://id.example.com", "")]
    [TestCase("https://id.example.com", "com")]
    [TestCase("https://id.example.com", "other.com")]
    [TestCase("https://id.example.com", "ample.com")]
    [TestCase("https://id.example.com", "login.id.example.com")]
    [TestCase("https://192.0.2.1", "192.0.2.1")]
    [TestCase("https://[2001:db8::1]", "[2001:db8::1]")]
    public void Production_refuses(string issuer, string relyingPartyId) =>
        Assert.That(Faults(Environments.Production, issuer, relyingPartyId), Is.Not.Empty);

    [Test]
    public void An_environment_nobody_knows_is_held_to_the_rules_of_production() =>
        Assert.That(Faults("Porduction", "http://localhost:5000", ""), Has.Exactly(2).Items);

    [Test]
    public void Development_needs_no_setting_at_all()
    {
        using var host = new TestHost();

        var options = host.Get<IOptions<ServerOptions>>().Value;

        Assert.That(options.Issuer, Is.EqualTo("http://localhost:5000"));
        Assert.That(options.RelyingPartyId, Is.EqualTo("localhost"));
    }

    [Test]
    public void A_server_with_several_faults_names_them_all_at_once()
    {
        using var host = new TestHost
        {
            Environment = Environments.Production,
            Settings = { ["IdentityServer:Issuer"] = "http://id.example.com", ["IdentityServer:RelyingPartyName"] = " " },
        };

        var refusal = Assert.Catch(() => _ = host.Server);

        Assert.That(StartFault.Of(refusal)?.Message, Does.Contain("Issuer").And.Contain("RelyingPartyId").And.Contain("RelyingPartyName"));
    }

    private static IEnumerable<string> Faults(string environment, string issuer, string relyingPartyId)
    {
        var options = new ServerOptions { Issuer = issuer, RelyingPartyId = relyingPartyId };
        return new ServerOptionsValidator(Environment(environment)).Validate(null, options).Failures ?? [];
    }

    private static HostingEnvironment Environment(string name) => new() { EnvironmentName = name };
}
