using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;
using IdentityServer.Tests.OpenId.Clients;

namespace IdentityServer.Tests.OpenId.PushedAuthorization;

internal sealed class PushedAuthorizationTests
{
    private readonly AppBench bench = new();

    [OneTimeTearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test, Property("Case", "M09")]
    public async Task A_good_request_gets_a_name_for_a_short_time()
    {
        var client = await bench.RegisterAsync();

        var response = await bench.PushAsync(client, AppBench.Basic(client));

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        Assert.That(answer.GetProperty("request_uri").GetString(), Does.Match("^urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}$"));
        Assert.That(answer.GetProperty("expires_in").GetInt64(), Is.InRange(5, 600));
    }

    [Test, Property("Case", "M12")]
    public async Task What_proved_the_client_is_not_kept_with_the_request()
    {
        var client = await bench.RegisterAsync(client => client with { AuthenticationMethod = AuthenticationMethods.SecretPost });

        var pushed = await FindAsync(await PushAsync(client, null, ("client_id", client.ClientId), ("client_secret", AppBench.Secret)), client);

        var parameters = PushedRequests.ParametersOf(pushed!);
        Assert.That(parameters.Sent("client_secret"), Is.False);
        Assert.That(parameters["client_id"], Is.EqualTo(client.ClientId));
        Assert.That(parameters["redirect_uri"], Is.EqualTo(client.RedirectUris[0]));
    }

    [Test]
    public async Task What_nobody_reads_is_not_kept()
    {
        var client = await bench.RegisterAsync();

        var pushed = await FindAsync(await PushAsync(client, AppBench.Basic(client), ("unknown", new string('a', 50_000)), ("state", "x")), client);

        Assert.That(PushedRequests.ParametersOf(pushed!)["state"], Is.EqualTo("x"));
        Assert.That(pushed!.Request, Has.Length.LessThan(1000));
    }

    [TestCase("request_uri", "urn:ietf:params:oauth:request_uri:abc", "invalid_request")]
    [TestCase("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [TestCase("redirect_uri", "https://evil.test/cb", "invalid_request")]
    [TestCase("redirect_uri", "https://app.test/callback/", "invalid_request")]
    [TestCase("response_type", "token", "unsupported_response_type")]
    [TestCase("response_mode", "paper", "invalid_request")]
    [TestCase("code_challenge", "", "invalid_request")]
    [TestCase("code_challenge_method", "plain", "invalid_request")]
    [TestCase("prompt", "none login", "invalid_request")]
    [TestCase("max_age", "-1", "invalid_request")]
    [TestCase("claims", "[]", "invalid_request")]
    [TestCase("resource", "https://unknown.test", "invalid_target")]
    [TestCase("client_id", "another", "invalid_request")]
    [Property("Case", "M09")]
    public async Task What_would_be_wrong_later_is_told_at_once(string name, string value, string error)
    {
        var client = await bench.RegisterAsync();
        var form = A.AuthorizationParameters(("client_id", null), (name, value)).ToForm();

        var response = await SendAsync(HttpMethod.Post, "/connect/par", form, client);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await AppBench.ErrorAsync(response), Is.EqualTo(error));
    }

    [TestCase("state=a&state=b", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [TestCase("{}", "application/json", HttpStatusCode.BadRequest)]
    [TestCase("state=a", "multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    [TestCase("state=a", "application/x-www-form-urlencodedx", HttpStatusCode.BadRequest)]
    [TestCase("state=ä", "application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [Property("Case", "T02"), Property("Case", "T22")]
    public async Task What_is_not_one_form_is_refused(string body, string type, HttpStatusCode status)
    {
        var response = await SendAsync(HttpMethod.Post, "/connect/par", body, await bench.RegisterAsync(), type);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(await AppBench.ErrorAsync(response), Is.EqualTo("invalid_request"));
    }

    [Test, Property("Case", "T02")]
    public async Task Nothing_may_stand_in_the_address()
    {
        var client = await bench.RegisterAsync(client => client with { AuthenticationMethod = AuthenticationMethods.SecretPost });

        var response = await SendAsync(
            HttpMethod.Post, $"/connect/par?client_id={client.ClientId}&client_secret={Uri.EscapeDataString(AppBench.Secret)}", "scope=openid", client: null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test, Property("Case", "M09"), Property("Case", "H07")]
    public async Task A_request_that_is_too_big_is_refused()
    {
        var response = await SendAsync(HttpMethod.Post, "/connect/par", "unknown=" + new string('a', 70_000), await bench.RegisterAsync());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [Property("Case", "M09")]
    public async Task Only_posting_is_possible(string method)
    {
        var response = await SendAsync(new(method), "/connect/par", null, client: null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "POST" }));
    }

    [Test, Property("Case", "M10")]
    public async Task Another_client_does_not_find_it()
    {
        var (client, other) = (await bench.RegisterAsync(), await bench.RegisterAsync());
        var uri = await PushAsync(client, AppBench.Basic(client));

        Assert.That(await FindAsync(uri, other), Is.Null);
        Assert.That(await FindAsync(uri, client), Is.Not.Null);
    }

    [Test, Property("Case", "M10")]
    public async Task It_is_found_as_often_as_the_browser_asks_and_taken_once()
    {
        var client = await bench.RegisterAsync();
        var uri = await PushAsync(client, AppBench.Basic(client));
        var (once, again) = (await FindAsync(uri, client), await FindAsync(uri, client));

        var tables = bench.Host.Get<IHotTables>();
        Assert.That(await tables.WriteAsync(PushedRequests.Take(new(), once!.Id), default), Is.EqualTo(UnitOutcome.Committed));
        Assert.That(await tables.WriteAsync(PushedRequests.Take(new(), again!.Id), default), Is.EqualTo(UnitOutcome.Missed));
        Assert.That(await FindAsync(uri, client), Is.Null);
    }

    [Test, Property("Case", "M10")]
    public async Task It_is_not_found_when_its_time_is_over()
    {
        await using var slow = new AppBench();
        var client = await slow.RegisterAsync();
        var answer = await (await slow.PushAsync(client, AppBench.Basic(client))).Content.ReadFromJsonAsync<JsonElement>();
        var uri = answer.GetProperty("request_uri").GetString()!;

        slow.Host.Clock.Advance(TimeSpan.FromSeconds(answer.GetProperty("expires_in").GetInt64()));

        Assert.That(await slow.Host.Get<PushedRequests>().FindAsync(uri, client.ClientId, default), Is.Null);
    }

    [TestCase("urn:ietf:params:oauth:request_uri:")]
    [TestCase("urn:ietf:params:oauth:request_uri:nonsense")]
    [TestCase("https://app.test/request.jwt")]
    [Property("Case", "M10")]
    public async Task Nonsense_is_not_found(string uri) =>
        Assert.That(await bench.Host.Get<PushedRequests>().FindAsync(uri, "app", default), Is.Null);

    private async Task<string> PushAsync(Client client, AuthenticationHeaderValue? header, params (string, string)[] form)
    {
        var answer = await (await bench.PushAsync(client, header, form)).Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("request_uri").GetString()!;
    }

    private Task<PushedRequest?> FindAsync(string uri, Client client) => bench.Host.Get<PushedRequests>().FindAsync(uri, client.ClientId, default);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, Client? client, string type = "application/x-www-form-urlencoded")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        request.Headers.Authorization = client is null ? null : AppBench.Basic(client);
        return await bench.Http.SendAsync(request);
    }
}
