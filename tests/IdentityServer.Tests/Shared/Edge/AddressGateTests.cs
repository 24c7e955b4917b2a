using System.Net;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Shared.Edge;

[Property("Case", "SS-11"), Property("Case", "H01"), Property("Case", "H02")]
internal sealed class AddressGateTests
{
    private static readonly IPAddress Proxy = IPAddress.Parse("10.0.0.7");
    private static readonly IPAddress Stranger = IPAddress.Parse("198.51.100.9");

    private TestHost host;

    [OneTimeSetUp]
    public void Start() => host = new()
    {
        Settings =
        {
            ["IdentityServer:Issuer"] = "https://id.example.com",
            ["IdentityServer:RelyingPartyId"] = "id.example.com",
            ["IdentityServer:Edge:Hosts:0"] = "login.example.com",
            ["IdentityServer:Edge:Proxies:0"] = "10.0.0.0/24",
            ["IdentityServer:Edge:Proxies:1"] = "2001:db8::1",
        },
    };

    [OneTimeTearDown]
    public ValueTask StopAsync() => host.DisposeAsync();

    [TestCase("evil.example")]
    [TestCase("id.example.com.evil.example")]
    [TestCase("evil-id.example.com")]
    [TestCase("example.com")]
    [TestCase("localhost")]
    [TestCase("")]
    [TestCase("id.example.com@evil.example")]
    public async Task A_name_that_is_not_ours_is_refused(string name) =>
        Assert.That(await StatusAsync(Stranger, http => http.Request.Host = new(name)), Is.EqualTo(421));

    [TestCase("id.example.com")]
    [TestCase("ID.EXAMPLE.COM")]
    [TestCase("id.example.com:8443")]
    [TestCase("login.example.com")]
    public async Task A_name_of_ours_goes_on(string name) =>
        Assert.That(await StatusAsync(Stranger, http => http.Request.Host = new(name)), Is.EqualTo(404));

    [Test]
    public async Task The_refusal_does_not_repeat_the_name()
    {
        var answer = await SendAsync(Stranger, http => http.Request.Host = new("evil.example"));

        Assert.That(await BodyAsync(answer), Does.Not.Contain("evil"));
        Assert.That(answer.Response.Headers.Location, Is.Empty);
    }

    [Test]
    public async Task A_name_forwarded_by_a_stranger_changes_nothing() =>
        Assert.That(await StatusAsync(Stranger, http => http.Request.Headers["X-Forwarded-Host"] = "evil.example"), Is.EqualTo(404));

    [Test]
    public async Task A_name_forwarded_by_a_stranger_does_not_help() =>
        Assert.That(await StatusAsync(Stranger, Internal), Is.EqualTo(421));

    [Test]
    public async Task A_name_forwarded_by_a_known_proxy_counts() => Assert.That(await StatusAsync(Proxy, Internal), Is.EqualTo(404));

    [Test]
    public async Task A_name_that_is_not_ours_is_refused_from_a_known_proxy_too() =>
        Assert.That(await StatusAsync(Proxy, http => http.Request.Headers["X-Forwarded-Host"] = "evil.example"), Is.EqualTo(421));

    [Test]
    public async Task Https_claimed_by_a_known_proxy_counts() => Assert.That(await StatusAsync(Proxy, ForwardedHttps), Is.EqualTo(404));

    [Test]
    public async Task Https_claimed_by_a_stranger_is_refused_rather_than_redirected_for_ever() =>
        Assert.That(await StatusAsync(Stranger, ForwardedHttps), Is.EqualTo(400));

    [Test]
    public async Task A_page_asked_for_in_clear_is_sent_to_the_issuer_whatever_name_it_came_by()
    {
        var answer = await SendAsync(Stranger, http =>
        {
            http.Request.Scheme = "http";
            http.Request.Host = new("login.example.com");
            http.Request.Path = "/sign-in\r\nX-Evil: 1";
            http.Request.QueryString = new("?interaction=1");
        });

        Assert.That(answer.Response.StatusCode, Is.EqualTo(308));
        Assert.That(answer.Response.Headers.Location.ToString(), Is.EqualTo("https://id.example.com/sign-in%0D%0AX-Evil:%201?interaction=1"));
    }

    [Test]
    public async Task A_form_posted_in_clear_is_refused() => Assert.That(
        await StatusAsync(Stranger, http => (http.Request.Scheme, http.Request.Method) = ("http", "POST")), Is.EqualTo(400));

    [Test]
    public async Task A_probe_needs_neither_name_nor_tls() => Assert.That(
        await StatusAsync(Stranger, http => (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new("10.0.0.9"), "/health/live")),
        Is.EqualTo(200));

    private static void Internal(HttpContext http)
    {
        http.Request.Host = new("backend:8080");
        http.Request.Headers["X-Forwarded-Host"] = "id.example.com";
    }

    private static void ForwardedHttps(HttpContext http)
    {
        http.Request.Scheme = "http";
        http.Request.Headers["X-Forwarded-Proto"] = "https";
    }

    private async Task<int> StatusAsync(IPAddress from, Action<HttpContext> request) => (await SendAsync(from, request)).Response.StatusCode;

    private Task<HttpContext> SendAsync(IPAddress from, Action<HttpContext> request) => host.Server.SendAsync(http =>
    {
        http.Connection.RemoteIpAddress = from;
        http.Request.Method = "GET";
        http.Request.Scheme = "https";
        http.Request.Host = new("id.example.com");
        http.Request.Path = "/nowhere";
        request(http);
    });

    private static async Task<string> BodyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Response.Body);
        return await reader.ReadToEndAsync();
    }
}
