using System.Net;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Shared.Edge;

/// <summary>Whose word counts about where a request came from: seen by the host name, which only a known proxy may change.</summary>
[Property("Case", "SS-11"), Property("Case", "H01")]
internal sealed class ForwardedByTests
{
    private TestHost host;

    [OneTimeSetUp]
    public void Start() => host = new()
    {
        Settings =
        {
            ["IdentityServer:Edge:Proxies:0"] = "10.0.0.0/8",
            ["IdentityServer:Edge:Proxies:1"] = "192.0.2.7",
            ["IdentityServer:Edge:Proxies:2"] = "::ffff:192.0.2.8",
            ["IdentityServer:Edge:Proxies:3"] = "2001:db8:1::/48",
        },
    };

    [OneTimeTearDown]
    public ValueTask StopAsync() => host.DisposeAsync();

    [TestCase("10.0.0.1")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("::ffff:10.255.255.255")]
    [TestCase("192.0.2.7")]
    [TestCase("::ffff:192.0.2.7")]
    [TestCase("192.0.2.8")]
    [TestCase("::ffff:192.0.2.8")]
    [TestCase("2001:db8:1::abcd")]
    public async Task A_known_proxy_is_believed_in_either_spelling(string address) =>
        Assert.That(await StatusAsync(address), Is.EqualTo(404));

    [TestCase("11.0.0.1")]
    [TestCase("::ffff:11.0.0.1")]
    [TestCase("::10.0.0.1")]
    [TestCase("::ffff:192.0.2.9")]
    [TestCase("2001:db8:2::abcd")]
    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public async Task Anybody_else_is_not(string address) => Assert.That(await StatusAsync(address), Is.EqualTo(421));

    [Test]
    public async Task What_a_visitor_put_before_the_proxys_entry_is_not_their_address()
    {
        var http = await SendAsync("::ffff:10.0.0.1", "203.0.113.1, 198.51.100.9");

        Assert.That(http.Connection.RemoteIpAddress, Is.EqualTo(IPAddress.Parse("198.51.100.9")));
    }

    private async Task<int> StatusAsync(string address) => (await SendAsync(address, "198.51.100.9")).Response.StatusCode;

    private Task<HttpContext> SendAsync(string address, string forwardedFor) => host.Server.SendAsync(http =>
    {
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.Path = "/nowhere";
        http.Request.Host = new("backend:8080");
        http.Request.Headers["X-Forwarded-Host"] = "localhost";
        http.Request.Headers["X-Forwarded-For"] = forwardedFor;
    });
}
