using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>Until client and address are proven, nothing leaves this server.</summary>
internal sealed class RefusedOnOurPageTests
{
    private AuthorizationBench bench;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        bench = await AuthorizationBench.CreateAsync();
        await bench.RegisterAsync(A.Client() with { ClientId = "other", RedirectUris = ["https://other.test/cb"] });
        await bench.RegisterAsync(A.Client() with { ClientId = "disabled", IsDisabled = true });
        await bench.RegisterAsync(A.Client() with { ClientId = "pushing", RequirePushedAuthorizationRequests = true });
        await bench.RegisterAsync(A.PublicClient() with
        {
            ClientId = "native",
            ApplicationType = ApplicationType.Native,
            RedirectUris = ["http://127.0.0.1/cb", "com.example.app:/cb"],
        });
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [TestCase("https://app.test/callback/")]
    [TestCase("https://app.test/Callback")]
    [TestCase("https://app.test/callback?")]
    [TestCase("https://app.test/c%61llback")]
    [TestCase("https://app.test/x/../callback")]
    [TestCase("https://app.test//callback")]
    [TestCase("https://app.test/callback;x")]
    [TestCase("https://app.test@evil.test/callback")]
    [TestCase("https://a@b@evil.test/callback")]
    [TestCase("https://app.test\\@evil.test/callback")]
    [TestCase("https://app.test/..;/callback")]
    [TestCase("https://app.test/call\tback")]
    [TestCase("https://app.test/callback\n")]
    [TestCase("https://app.test/callback#x")]
    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("https://other.test/cb")]
    [TestCase("https://APP.test/callback")]
    [Property("Case", "R01")]
    [Property("Case", "R02")]
    [Property("Case", "R03")]
    [Property("Case", "R05")]
    [Property("Case", "R12")]
    [Property("Case", "R16")]
    [Property("Case", "R17")]
    [Property("Module", "oidcc-ensure-registered-redirect-uri")]
    public async Task An_address_that_was_not_registered(string address) =>
        await AuthorizationBench.ShouldBePageAsync(await bench.AskAsync(("redirect_uri", address)), "redirect_uri is not registered for this client");

    [TestCase("http://127.0.0.1:51004/other")]
    [TestCase("http://localhost:51004/cb")]
    [TestCase("http://127.0.0.1:51004/cb?x=y")]
    [TestCase("https://127.0.0.1:51004/cb")]
    [TestCase("http://127.0.0.1.evil.com/cb")]
    [TestCase("http://127.1/cb")]
    [TestCase("http://0x7f.1/cb")]
    [Property("Case", "R08")]
    public async Task A_loopback_address_that_differs_in_more_than_its_port(string address) => await AuthorizationBench.ShouldBePageAsync(
        await bench.AskAsync(("client_id", "native"), ("redirect_uri", address)), "redirect_uri is not registered for this client");

    [Test]
    [Property("Case", "R18")]
    public async Task An_address_of_ten_thousand_letters() => await AuthorizationBench.ShouldBePageAsync(
        await bench.AskAsync(("redirect_uri", "https://app.test/" + new string('a', 10_000))), "redirect_uri");

    [Test]
    [Property("Case", "R13")]
    public async Task No_address_even_where_one_is_registered() =>
        await AuthorizationBench.ShouldBePageAsync(await bench.AskAsync(("redirect_uri", null)), "redirect_uri is missing");

    [TestCase("nobody")]
    [TestCase("disabled")]
    [TestCase("<script>alert(1)</script>")]
    [Property("Case", "R15")]
    public async Task A_client_that_is_unknown_or_disabled_alike(string clientId)
    {
        var response = await bench.AskAsync(("client_id", clientId));

        await AuthorizationBench.ShouldBePageAsync(response, "invalid_request: the client is not registered");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("<script>alert"));
    }

    [TestCase("&client_id=app")]
    [TestCase("&redirect_uri=https%3A%2F%2Fapp.test%2Fcallback")]
    [Property("Case", "A01")]
    public async Task What_proves_the_client_sent_twice(string more) =>
        await AuthorizationBench.ShouldBePageAsync(await bench.Ada.Http.GetAsync(AuthorizationBench.Query() + more), "was sent more than once");

    [TestCase("urn:ietf:params:oauth:request_uri:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("urn:ietf:params:oauth:request_uri:x")]
    [Property("Case", "M10")]
    public async Task A_pushed_request_nobody_knows(string requestUri) =>
        await AuthorizationBench.ShouldBePageAsync(await bench.AskAsync(("request_uri", requestUri)), "invalid_request_uri");

    [Test]
    public async Task A_request_by_the_browser_of_a_client_that_always_pushes() =>
        await AuthorizationBench.ShouldBePageAsync(await bench.AskAsync(("client_id", "pushing")), "must push");

    [TestCase("application/json")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("text/plain")]
    [Property("Case", "A03")]
    public async Task A_body_of_another_kind(string type)
    {
        var body = new StringContent(A.AuthorizationParameters().ToForm(), Encoding.ASCII) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

        await AuthorizationBench.ShouldBePageAsync(await bench.Ada.Http.PostAsync(AuthorizationBench.Endpoint, body), "the body must be");
    }

    [Test]
    [Property("Case", "A02")]
    public async Task Parameters_in_the_address_and_in_the_body() => await AuthorizationBench.ShouldBePageAsync(
        await bench.Ada.Http.PostAsync(AuthorizationBench.Query(), Form()), "parameters belong into the body");

    [TestCase("HEAD")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [Property("Case", "A20")]
    public async Task Another_method(string method)
    {
        using var request = new HttpRequestMessage(new(method), AuthorizationBench.Query());
        request.Headers.Add("Origin", "https://app.test");
        var response = await bench.Ada.Http.SendAsync(request);

        // In Development the style sheets' endpoint takes every HEAD.
        Assert.That(response.StatusCode, Is.EqualTo(method is "HEAD" ? HttpStatusCode.NotFound : HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Headers.Location, Is.Null);
        Assert.That(response.Headers.Select(header => header.Key), Has.None.StartWith("Access-Control"));
    }

    [Test]
    [Property("Case", "A21")]
    public async Task Two_hundred_and_one_parameters()
    {
        var many = string.Concat(Enumerable.Range(0, 201).Select(number => $"&p{number}=1"));

        Assert.That(AuthorizationBench.ErrorOf(await bench.Ada.Http.GetAsync(AuthorizationBench.Query() + many)), Is.EqualTo("invalid_request"));
    }

    [Test]
    [Property("Case", "H05")]
    public async Task The_page_runs_nothing_and_is_not_kept()
    {
        var response = await bench.AskAsync(("redirect_uri", "https://evil.test/\"><script>alert(1)</script>"));

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain("<script>alert"));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"));
    }

    private static FormUrlEncodedContent Form() => new([KeyValuePair.Create("client_id", "app")]);
}
