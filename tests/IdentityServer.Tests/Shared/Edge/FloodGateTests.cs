using System.Net;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Shared.Edge;

[Property("Case", "OP-41")]
internal sealed class FloodGateTests
{
    [TestCase("198.51.100.9", "198.51.100.9")]
    [TestCase("2001:db8:1:2::3", "2001:db8:1:2:ffff::4")]
    [TestCase("198.51.100.9", "::ffff:198.51.100.9")]
    public async Task One_address_that_asks_too_often_is_told_when_to_come_back(string first, string second)
    {
        await using var host = await StartAsync();

        await AskAsync(host, first);
        await AskAsync(host, first);
        var refused = await AskAsync(host, second);

        Assert.That(refused.Response.StatusCode, Is.EqualTo(429));
        Assert.That(refused.Response.Headers.RetryAfter.ToString(), Does.Match("^[1-9][0-9]?$"));
    }

    [TestCase("198.51.100.9", "198.51.100.10")]
    [TestCase("2001:db8:1:2::3", "2001:db8:1:3::3")]
    public async Task Others_are_not_held_up(string first, string second)
    {
        await using var host = await StartAsync();

        await AskAsync(host, first);
        await AskAsync(host, first);

        Assert.That((await AskAsync(host, second)).Response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Behind_a_known_proxy_each_person_is_counted_alone()
    {
        await using var host = await StartAsync();

        await AskAsync(host, "10.0.0.7", "198.51.100.9");
        await AskAsync(host, "10.0.0.7", "198.51.100.9");

        Assert.That((await AskAsync(host, "10.0.0.7", "198.51.100.9")).Response.StatusCode, Is.EqualTo(429));
        Assert.That((await AskAsync(host, "10.0.0.7", "198.51.100.10")).Response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_forwarded_address_from_a_stranger_does_not_make_a_new_person()
    {
        await using var host = await StartAsync();

        await AskAsync(host, "198.51.100.9", "192.0.2.1");
        await AskAsync(host, "198.51.100.9", "192.0.2.2");

        Assert.That((await AskAsync(host, "198.51.100.9", "192.0.2.3")).Response.StatusCode, Is.EqualTo(429));
    }

    private static async Task<TestHost> StartAsync()
    {
        var host = new TestHost
        {
            Settings =
            {
                ["IdentityServer:Edge:RequestsPerSecond"] = "1",
                ["IdentityServer:Edge:Burst"] = "2",
                ["IdentityServer:Edge:Proxies:0"] = "10.0.0.7",
            },
        };
        // The first answer of a server takes as long as a new try takes to be granted.
        await AskAsync(host, "203.0.113.1");
        return host;
    }

    private static Task<HttpContext> AskAsync(TestHost host, string address, string? forwardedFor = null) => host.Server.SendAsync(http =>
    {
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.Host = new("localhost");
        http.Request.Path = "/health/live";
        if (forwardedFor is not null)
            http.Request.Headers["X-Forwarded-For"] = forwardedFor;
    });
}
