using IdentityServer.Tests.OpenId.Clients;

namespace IdentityServer.Tests.OpenId.Origins;

[Property("Case", "U05")]
internal sealed class OriginTests
{
    private const string Known = "https://spa.test";

    private readonly AppBench bench = new();

    [OneTimeSetUp]
    public Task Register() => bench.RegisterAsync(client => client with { AllowedOrigins = [Known] });

    [OneTimeTearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [TestCase("/.well-known/openid-configuration")]
    [TestCase("/.well-known/oauth-authorization-server")]
    [TestCase("/.well-known/jwks.json")]
    public async Task A_registered_origin_may_read(string path)
    {
        var response = await SendAsync(HttpMethod.Get, path, Known);

        Assert.That(Header(response, "Access-Control-Allow-Origin"), Is.EqualTo(Known));
        Assert.That(Header(response, "Access-Control-Allow-Credentials"), Is.Null);
        Assert.That(Header(response, "Vary"), Is.EqualTo("Origin"));
        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    [TestCase("https://evil.test")]
    [TestCase("https://SPA.test")]
    [TestCase("http://spa.test")]
    [TestCase("https://spa.test:8443")]
    [TestCase("https://spa.test.evil.test")]
    [TestCase("null")]
    public async Task Any_other_may_not(string origin) => Assert.That(
        Header(await SendAsync(HttpMethod.Get, "/.well-known/openid-configuration", origin), "Access-Control-Allow-Origin"), Is.Null);

    [Test]
    public async Task A_browser_that_asks_first_is_answered_without_running_anything()
    {
        var allowed = await SendAsync(HttpMethod.Options, "/.well-known/jwks.json", Known, ("Access-Control-Request-Method", "GET"));
        var refused = await SendAsync(HttpMethod.Options, "/.well-known/jwks.json", "https://evil.test", ("Access-Control-Request-Method", "GET"));

        Assert.That(Header(allowed, "Access-Control-Allow-Origin"), Is.EqualTo(Known));
        Assert.That(Header(refused, "Access-Control-Allow-Origin"), Is.Null);
        Assert.That(await refused.Content.ReadAsStringAsync(), Is.Empty);
    }

    [TestCase("/connect/token")]
    [TestCase("/connect/userinfo")]
    [TestCase("/connect/revoke")]
    public async Task Scripts_of_registered_origins_may_post_where_single_page_apps_must(string path)
    {
        var allowed = await SendAsync(
            HttpMethod.Options, path, Known, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));
        var refused = await SendAsync(HttpMethod.Options, path, "https://evil.test", ("Access-Control-Request-Method", "POST"));
        var error = await SendAsync(HttpMethod.Post, path, Known);

        Assert.That(Header(allowed, "Access-Control-Allow-Origin"), Is.EqualTo(Known));
        Assert.That(Header(allowed, "Access-Control-Allow-Headers"), Does.Contain("uthorization"));
        Assert.That(Header(refused, "Access-Control-Allow-Origin"), Is.Null);
        Assert.That(Header(error, "Access-Control-Allow-Origin"), Is.EqualTo(Known), "or a script could not read what is wrong");
    }

    [TestCase("/connect/par")]
    [TestCase("/connect/introspect")]
    [TestCase("/connect/authorize")]
    [TestCase("/sign-in")]
    [Property("Case", "A20")]
    public async Task Nothing_else_answers_scripts(string path)
    {
        var asked = await SendAsync(HttpMethod.Options, path, Known, ("Access-Control-Request-Method", "POST"));
        var sent = await SendAsync(HttpMethod.Post, path, Known);

        Assert.That(Header(asked, "Access-Control-Allow-Origin"), Is.Null);
        Assert.That(Header(sent, "Access-Control-Allow-Origin"), Is.Null);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string origin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await bench.Http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
