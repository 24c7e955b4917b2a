using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Tokens;

internal sealed class TokenEndpointTests : TokenFixture
{
    private HttpClient http = null!; // before each test

    [SetUp]
    public void OpenConnection() => http = Host.NewBrowser();

    [TearDown]
    public void CloseConnection() => http.Dispose();

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [Property("Case", "T01")]
    public async Task Only_a_post_is_allowed(string method)
    {
        var response = await http.SendAsync(new HttpRequestMessage(new(method), "/connect/token"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "POST" }));
    }

    [Test]
    [Property("Case", "T02")]
    public async Task Body_is_a_form_and_the_address_carries_nothing()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var form = Form(scene.Code());

        var inJson = await PostAsync(scene, new StringContent("{}", Encoding.UTF8, "application/json"));
        var inAddress = await PostAsync(scene, form, "?client_secret=secret");

        foreach (var response in new[] { inJson, inAddress })
            Assert.That((response.StatusCode, await ErrorOf(response)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
    }

    [TestCase("code")]
    [TestCase("grant_type")]
    [TestCase("code_verifier")]
    [Property("Case", "T22")]
    public async Task Parameter_sent_twice_is_refused(string name)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var pairs = Pairs(scene.Code());

        var response = await PostAsync(scene, new FormUrlEncodedContent([.. pairs, pairs.First(pair => pair.Key == name)]));

        Assert.That((response.StatusCode, await ErrorOf(response)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
    }

    [Test]
    [Property("Case", "T21")]
    [Property("Module", "oidcc-server")]
    public async Task Tokens_are_for_nobody_else_to_keep()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var code = scene.Code();

        var issued = await PostAsync(scene, Form(code));
        var refused = await PostAsync(scene, Form(code));

        foreach (var response in new[] { issued, refused })
        {
            Assert.That(response.Headers.CacheControl!.ToString(), Does.Contain("no-store"));
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
        }

        var json = await JsonOf(issued);
        Assert.That(json.GetProperty("token_type").GetString(), Is.EqualTo("Bearer"));
        Assert.That(json.GetProperty("expires_in").GetInt64(), Is.EqualTo(300));
        Assert.That(json.EnumerateObject().Select(member => member.Name),
            Is.EquivalentTo(new[] { "access_token", "token_type", "expires_in", "scope", "id_token", "refresh_token" }));
    }

    [Test]
    public async Task Without_a_scope_no_empty_list_of_them_is_told()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var json = await JsonOf(await PostAsync(scene, Form(scene.Code(code => code with { Access = new Access() }))));

        Assert.That(json.TryGetProperty("access_token", out _), Is.True);
        Assert.That(json.TryGetProperty("scope", out _), Is.False);
    }

    [Test]
    [Property("Module", "oidcc-codereuse")]
    [Property("Case", "T25")]
    public async Task Refusal_is_a_plain_sentence_with_status_400()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var response = await PostAsync(scene, Form("\"><script>\\\n"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await JsonOf(response)).GetProperty("error_description").GetString(), Is.EqualTo("the code is not valid"));
    }

    [Test]
    public async Task Wrong_secret_gets_no_token()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var response = await PostAsync(scene, Form(scene.Code()), secret: "guess");

        Assert.That((response.StatusCode, await ErrorOf(response)), Is.EqualTo((HttpStatusCode.Unauthorized, "invalid_client")));
    }

    private Task<HttpResponseMessage> PostAsync(TokenScene scene, HttpContent content, string query = "", string secret = TokenScene.Secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token" + query) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{scene.Client.ClientId}:{secret}")));
        return http.SendAsync(request);
    }

    private static FormUrlEncodedContent Form(string code) => new(Pairs(code));

    private static KeyValuePair<string, string>[] Pairs(string code) =>
        [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", A.RedirectUri), new("code_verifier", A.Verifier)];

    private static async Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> ErrorOf(HttpResponseMessage response) => (await JsonOf(response)).GetProperty("error").GetString();
}
