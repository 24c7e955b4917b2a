using IdentityServer.Shared.Edge;

namespace IdentityServer.Tests.Shared.Edge;

internal sealed class EdgeOptionsTests
{
    [TestCase("10.0.0.7")]
    [TestCase("::ffff:10.0.0.7")]
    [TestCase("10.0.0.0/8")]
    [TestCase("2001:db8::/32")]
    public void A_proxy_is_an_address_or_a_network(string proxy) => Assert.That(Fails(new() { Proxies = { proxy } }), Is.False);

    [TestCase("proxy.internal")]
    [TestCase("*")]
    [TestCase("0.0.0.0/0")]
    [TestCase("::/0")]
    [TestCase("::ffff:0:0/96")]
    [TestCase("::ffff:10.0.0.0/104")]
    [TestCase("")]
    public void Anything_else_is_refused(string proxy) => Assert.That(Fails(new() { Proxies = { proxy } }));

    [TestCase("*")]
    [TestCase("*.example.com")]
    [TestCase("https://id.example.com")]
    [TestCase("id.example.com:443")]
    [TestCase("")]
    public void A_host_is_a_plain_name(string host) => Assert.That(Fails(new() { Hosts = { host } }));

    private static bool Fails(EdgeOptions options) => new EdgeOptionsValidator().Validate(null, options).Failed;
}
