using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.Tests.OpenId.Clients;

internal sealed class RegisteredUriTests
{
    [Property("Case", "R04")]
    [TestCase("https://*.rp.example/cb")]
    [TestCase("https://app.example.com*")]
    [TestCase("https://app.example.com/*")]
    [TestCase("https://app.example.com/cb?x=*")]
    public void Wildcards_are_refused(string uri) => Refused(uri, "wildcard");

    [Test]
    [Property("Case", "R05")]
    public void A_fragment_is_refused() => Refused("https://app.test/cb#x", "fragment");

    [Property("Case", "R03")]
    [TestCase("https://rp@evil.test/cb")]
    [TestCase("https://a@b@evil.test/cb")]
    [TestCase("https://rp.test\\@evil.test/cb")]
    [TestCase("https://rp.test/cb\n")]
    [TestCase("https://rp.test/c b")]
    [TestCase("https://rp.test/<cb>")]
    [TestCase("https://rp.test/cb%zz")]
    [TestCase("https://rp.tést/cb")]
    [TestCase("https:///cb")]
    [TestCase("https:/cb")]
    [TestCase("https:cb")]
    [TestCase("https://")]
    [TestCase("https://rp.test:0/cb")]
    [TestCase("https://rp.test:port/cb")]
    [TestCase("https://-rp.test/cb")]
    [TestCase("HTTPS://rp.test/cb")]
    [TestCase("//rp.test/cb")]
    [TestCase("/cb")]
    [TestCase("rp.test/cb")]
    [TestCase("")]
    public void What_parsers_disagree_about_is_refused(string uri) => Refused(uri);

    [Property("Case", "R02")]
    [TestCase("https://rp.test/a/../cb")]
    [TestCase("https://rp.test/./cb")]
    [TestCase("https://rp.test/..;/cb")]
    [TestCase("https://rp.test/%2e%2E/cb")]
    [TestCase("https://rp.test/a%2f..%2fcb")]
    [TestCase("https://rp.test/cb/..")]
    public void Dot_segments_are_refused(string uri) => Refused(uri, "dot segments");

    [Property("Case", "R10")]
    [TestCase("http://rp.test/cb")]
    [TestCase("http://10.0.0.1/cb")]
    [TestCase("http://127.0.0.1.evil.test/cb")]
    [TestCase("http://127.1/cb")]
    [TestCase("http://localhost.evil.test/cb")]
    public void Plain_http_is_refused_beyond_loopback(string uri) => Refused(uri, "https");

    [Test]
    public void A_host_that_no_content_security_policy_can_name_is_refused() => Refused("https://[2001:db8::1]:8443/cb", "domain");

    [Property("Case", "R11")]
    [TestCase("myapp:/cb")]
    [TestCase("myapp://cb")]
    public void A_scheme_without_a_domain_is_refused(string uri) => Refused(uri, "scheme");

    [Property("Case", "R12")]
    [Property("Case", "G05")]
    [TestCase("javascript:alert(1)")]
    [TestCase("javascript://rp.test/%0aalert(1)")]
    [TestCase("JavaScript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("vbscript:x")]
    [TestCase("file:///etc/passwd")]
    [TestCase("blob:https://rp.test/1")]
    [TestCase("about:blank")]
    [TestCase("urn:ietf:wg:oauth:2.0:oob")]
    public void Schemes_that_browsers_execute_are_refused(string uri) => Refused(uri);

    [Test]
    [Property("Case", "R18")]
    public void A_very_long_address_is_refused() => Refused("https://rp.test/" + new string('a', 2000), "long");

    [TestCase("https://rp.test/cb")]
    [TestCase("https://rp.test")]
    [TestCase("https://rp.test:8443/cb?a=b&c=d%20e")]
    [TestCase("https://sub.rp-1.test/a/b.c/~d")]
    [TestCase("http://127.0.0.1/cb")]
    [TestCase("http://127.0.0.1:5001/cb")]
    [TestCase("http://[::1]/cb")]
    [TestCase("http://localhost:3000/cb")]
    public void Good_addresses_pass_for_every_kind_of_app(string uri)
    {
        Assert.That(RegisteredUri.RedirectFault(uri, ApplicationType.Web), Is.Null);
        Assert.That(RegisteredUri.RedirectFault(uri, ApplicationType.Native), Is.Null);
    }

    [Property("Case", "R11")]
    [TestCase("com.example.app:/cb")]
    [TestCase("com.example.app://cb")]
    public void A_reversed_domain_is_a_scheme_for_native_apps_only(string uri)
    {
        Assert.That(RegisteredUri.RedirectFault(uri, ApplicationType.Native), Is.Null);
        Assert.That(RegisteredUri.RedirectFault(uri, ApplicationType.Web), Does.Contain("native"));
    }

    [Property("Case", "U05")]
    [TestCase("null")]
    [TestCase("https://app.test/")]
    [TestCase("https://app.test/path")]
    [TestCase("https://App.test")]
    [TestCase("https://app.test:443")]
    [TestCase("http://localhost:80")]
    [TestCase("http://app.test")]
    [TestCase("https://*.app.test")]
    [TestCase("app.test")]
    public void What_a_browser_never_sends_as_an_origin_is_refused(string origin) =>
        Assert.That(RegisteredUri.OriginFault(origin), Is.Not.Null);

    [TestCase("https://app.test"), TestCase("https://app.test:8443"), TestCase("http://localhost:5173"), TestCase("http://127.0.0.1:80443")]
    public void Origins_pass(string origin) => Assert.That(RegisteredUri.OriginFault(origin), Is.Null);

    [TestCase("urn:example:orders"), TestCase("https://orders.test/v1"), TestCase("api://orders")]
    public void A_resource_is_any_absolute_URI(string resource) => Assert.That(RegisteredUri.ResourceFault(resource), Is.Null);

    [TestCase("orders"), TestCase("https://orders.test#v1"), TestCase("/orders"), TestCase("https://orders.test/*")]
    public void A_resource_is_nothing_else(string resource) => Assert.That(RegisteredUri.ResourceFault(resource), Is.Not.Null);

    private static void Refused(string uri, string reason = "")
    {
        Assert.That(RegisteredUri.RedirectFault(uri, ApplicationType.Native), Is.Not.Null);
        Assert.That(RegisteredUri.RedirectFault(uri, ApplicationType.Web), Does.Contain(reason));
    }
}
