using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.OpenId.Keys;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.OpenId.Keys;

internal sealed class JwksEndpointTests
{
    private readonly TestHost host = new();

    private HttpClient app = null!;

    [OneTimeSetUp]
    public void Start() => app = host.NewBrowser();

    [OneTimeTearDown]
    public async Task Stop()
    {
        app.Dispose();
        await host.DisposeAsync();
    }

    [Test, Property("Case", "K11")]
    public async Task Every_key_is_public_named_and_bound_to_one_algorithm()
    {
        var keys = (await app.GetFromJsonAsync<JsonElement>(JwksEndpoint.Path)).GetProperty("keys").EnumerateArray().ToList();

        Assert.That(keys.Select(Members), Is.EquivalentTo(new[] { "alg crv kid kty use x y", "alg e kid kty n use", "alg e kid kty n use" }));
        Assert.That(keys.Select(key => key.GetProperty("kid").GetString()), Is.Unique);
        Assert.That(keys.Select(key => key.GetProperty("alg").GetString()), Is.EquivalentTo(new[] { "ES256", "PS256", "RS256" }));
    }

    [Test, Property("Case", "H03")]
    public async Task The_key_set_may_be_kept_for_a_while_by_anybody()
    {
        var response = await app.GetAsync(JwksEndpoint.Path);

        Assert.That(response.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "cross-origin" }));
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/jwk-set+json"));
        Assert.That(response.Headers.CacheControl?.Public, Is.True);
        Assert.That(response.Headers.CacheControl?.NoStore, Is.False);
        Assert.That(response.Headers.CacheControl?.MaxAge, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public async Task Whoever_has_the_present_key_set_is_told_so()
    {
        var tag = (await app.GetAsync(JwksEndpoint.Path)).Headers.ETag;

        var unchanged = await AskAsync(HttpMethod.Get, $"\"other\", {tag}");
        var changed = await AskAsync(HttpMethod.Get, "\"other\"");

        Assert.That(unchanged.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await unchanged.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(unchanged.Headers.ETag, Is.EqualTo(tag));
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_new_key_changes_the_tag()
    {
        await using var server = new TestHost();
        using var browser = server.NewBrowser();
        var before = (await browser.GetAsync(JwksEndpoint.Path)).Headers.ETag;
        await server.Get<KeyRotation>().RotateAsync(["ES256"], [], default);
        server.Clock.Advance(SigningKeys.Convergence);

        var after = await browser.GetAsync(JwksEndpoint.Path);

        Assert.That(after.Headers.ETag, Is.Not.EqualTo(before));
        Assert.That((await after.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("keys").GetArrayLength(), Is.EqualTo(4));
    }

    [Test]
    public async Task The_head_alone_can_be_asked_for()
    {
        var response = await AskAsync(HttpMethod.Head, tag: null);

        Assert.That(response.Content.Headers.ContentLength, Is.GreaterThan(500));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task Nothing_can_be_sent_there() =>
        Assert.That((await AskAsync(HttpMethod.Post, tag: null)).StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));

    [Test]
    public async Task A_server_with_keys_is_ready()
    {
        var ready = await app.GetFromJsonAsync<JsonElement>("/health/ready");

        Assert.That(ready.GetProperty("checks").GetProperty("keys").GetString(), Is.EqualTo("ok"));
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string? tag)
    {
        using var request = new HttpRequestMessage(method, JwksEndpoint.Path);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await app.SendAsync(request);
    }

    private static string Members(JsonElement key) => string.Join(' ', key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
}
