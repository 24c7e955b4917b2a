using System.Net.Http.Headers;
using IdentityServer.Tests.OpenId.Clients;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Tests.OpenId.Discovery;

/// <summary>Whole answers, header by header: whichever way a request takes through the server, this is what comes back.</summary>
[TestFixture("/.well-known/openid-configuration", "application/json", 900)]
[TestFixture("/.well-known/oauth-authorization-server", "application/json", 900)]
[TestFixture("/.well-known/oauth-protected-resource", "application/json", 900)]
[TestFixture("/.well-known/jwks.json", "application/jwk-set+json", 300)]
internal sealed class ProviderDocumentTests(string path, string mediaType, int maximumAge)
{
    private const string Issuer = "https://id.example.com";
    private const string Known = "https://spa.test";

    private static readonly string[] Dress =
    [
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
        "Cross-Origin-Resource-Policy: cross-origin",
        "Referrer-Policy: same-origin",
        "Strict-Transport-Security: max-age=63072000; includeSubDomains; preload",
        "X-Content-Type-Options: nosniff",
    ];

    private readonly AppBench bench = new()
    {
        Host = new() { Environment = "Production", Settings = { ["IdentityServer:Issuer"] = Issuer, ["IdentityServer:RelyingPartyId"] = "id.example.com" } },
    };

    private string body = null!;
    private EntityTagHeaderValue tag = null!;

    private string[] Document =>
    [
        .. Dress,
        $"Cache-Control: public, max-age={maximumAge}",
        $"ETag: {tag.Tag}",
        "Vary: Origin",
    ];

    private string[] WithBody => [.. Document, $"Content-Type: {mediaType}", $"Content-Length: {body.Length}"];

    [OneTimeSetUp]
    public async Task Start()
    {
        await bench.RegisterAsync(client => client with { AllowedOrigins = [Known] });
        using var answer = await SendAsync("GET", path);
        body = await answer.Content.ReadAsStringAsync();
        tag = answer.Headers.ETag!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [TestCase("", "")]
    [TestCase("/", "")]
    [TestCase("?anything=1", "")]
    [TestCase("", "Origin: https://evil.test")]
    [TestCase("", "Origin: null")]
    [TestCase("", "Cookie: __Host-session=x; __Host-language=c%3Dde")]
    [TestCase("", "Accept-Language: de")]
    [TestCase("", "Accept: text/html")]
    [TestCase("", "If-None-Match: \"of-yesterday\"")]
    public async Task Whoever_asks_reads_the_same(string suffix, string header)
    {
        using var answer = await SendAsync("GET", path + suffix, header);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(Headers(answer), Is.EquivalentTo(WithBody));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(body));
    }

    [Test]
    public async Task The_address_is_found_however_it_is_written()
    {
        using var answer = await SendAsync("GET", path.ToUpperInvariant());

        Assert.That(Headers(answer), Is.EquivalentTo(WithBody));
    }

    [Test]
    public async Task Its_size_can_be_asked_for_alone()
    {
        using var answer = await SendAsync("HEAD", path);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(Headers(answer), Is.EquivalentTo(WithBody));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.Empty);
    }

    [TestCase("GET")]
    [TestCase("HEAD")]
    public async Task Whoever_has_it_is_told_so(string method)
    {
        using var answer = await SendAsync(method, path, $"If-None-Match: \"older\", W/{tag.Tag}");

        Assert.That((int)answer.StatusCode, Is.EqualTo(304));
        Assert.That(Headers(answer), Is.EquivalentTo(Document));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public async Task A_script_of_a_registered_origin_reads_the_same_and_may()
    {
        using var answer = await SendAsync("GET", path, $"Origin: {Known}");

        Assert.That(Headers(answer), Is.EquivalentTo(
            (string[])[.. WithBody, $"Access-Control-Allow-Origin: {Known}", "Access-Control-Expose-Headers: WWW-Authenticate"]));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(body));
    }

    [Test]
    public async Task Its_browser_may_ask_first()
    {
        using var answer = await SendAsync("OPTIONS", path, $"Origin: {Known}", "Access-Control-Request-Method: GET");

        Assert.That((int)answer.StatusCode, Is.EqualTo(204));
        Assert.That(Headers(answer), Is.EquivalentTo((string[])
        [
            .. Dress,
            $"Access-Control-Allow-Origin: {Known}",
            "Access-Control-Allow-Methods: GET,POST",
            "Access-Control-Allow-Headers: Authorization,Content-Type,Accept",
            "Access-Control-Max-Age: 300",
        ]));
    }

    [TestCase("OPTIONS")]
    [TestCase("POST")]
    [TestCase("DELETE")]
    public async Task It_can_only_be_read(string method)
    {
        using var answer = await SendAsync(method, path);

        Assert.That((int)answer.StatusCode, Is.EqualTo(405));
        Assert.That(answer.Content.Headers.Allow, Is.EquivalentTo((string[])["GET", "HEAD"]));
        Assert.That(Headers(answer), Does.Contain("X-Frame-Options: DENY").And.Contain("Cache-Control: no-store"));
    }

    [Test]
    public async Task It_is_not_read_by_a_name_that_is_not_ours()
    {
        using var answer = await SendAsync("GET", "https://other.example.com" + path);

        Assert.That((int)answer.StatusCode, Is.EqualTo(421));
        Assert.That(Headers(answer), Is.EquivalentTo(
            (string[])["Cache-Control: no-store", "Content-Type: application/problem+json", "X-Content-Type-Options: nosniff"]));
    }

    [Test]
    public async Task It_is_not_read_in_clear()
    {
        using var answer = await SendAsync("GET", "http://id.example.com" + path);

        Assert.That((int)answer.StatusCode, Is.EqualTo(308));
        Assert.That(Headers(answer), Is.EquivalentTo((string[])[$"Location: {Issuer}{path}"]));
    }

    [TestCase("")]
    [TestCase("Origin: " + Known)]
    public async Task Telemetry_knows_which_it_was(string origin)
    {
        var http = await bench.Host.Server.SendAsync(http =>
        {
            (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path) = ("GET", "https", new("id.example.com"), path);
            if (origin is not "")
                http.Request.Headers.Origin = Known;
        });

        Assert.That(http.GetEndpoint(), Is.InstanceOf<RouteEndpoint>().With.Property("RoutePattern").Property("RawText").EqualTo(path));
        Assert.That(http.GetEndpoint()!.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route, Is.EqualTo(path));
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, params string[] headers)
    {
        using var http = bench.Host.NewBrowser(Issuer);
        using var request = new HttpRequestMessage(new(method), address);
        foreach (var header in headers.Where(header => header is not ""))
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        return await http.SendAsync(request);
    }

    private static string[] Headers(HttpResponseMessage answer) =>
    [
        .. answer.Headers.Concat(answer.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"),
    ];
}
