using System.Net;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.OpenId;

/// <summary>An endpoint that is asked by another method than its own does nothing, and says so.</summary>
internal sealed class MethodTests
{
    private readonly TestHost host = new();
    private HttpClient http;

    [OneTimeSetUp]
    public void Connect() => http = host.NewBrowser();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [TestCase("/connect/introspect", "GET", "POST")]
    [TestCase("/connect/introspect", "PUT", "POST")]
    [TestCase("/connect/revoke", "GET", "POST")]
    [TestCase("/connect/revoke", "DELETE", "POST")]
    [TestCase("/connect/userinfo", "PUT", "GET, POST")]
    [TestCase("/connect/userinfo", "DELETE", "GET, POST")]
    [TestCase("/connect/logout", "PUT", "GET, POST")]
    [TestCase("/connect/logout", "DELETE", "GET, POST")]
    public async Task Another_method_is_not_allowed(string path, string method, string allowed)
    {
        using var response = await http.SendAsync(new HttpRequestMessage(new(method), path));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.SupersetOf(allowed.Split(", ")));
    }
}
