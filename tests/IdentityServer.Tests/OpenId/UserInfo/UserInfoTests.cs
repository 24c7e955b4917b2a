using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.Tests.OpenId.Tokens;

namespace IdentityServer.Tests.OpenId.UserInfo;

internal sealed class UserInfoTests : TokenFixture
{
    private static readonly Statement SetClaims = new("""UPDATE "Accounts" SET "Claims" = @claims WHERE "Id" = @id""");

    private HttpClient http = null!; // before each test

    [SetUp]
    public void OpenConnection() => http = Host.NewBrowser();

    [TearDown]
    public void CloseConnection() => http.Dispose();

    [Test]
    [Property("Case", "U01")]
    public async Task Without_a_token_it_only_says_that_one_is_needed()
    {
        var response = await http.GetAsync("/connect/userinfo");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.StartWith("Bearer resource_metadata=").And.Not.Contain("error"));
    }

    [TestCase("nonsense")]
    [TestCase("eyJhbGciOiJub25lIn0.e30.")]
    [TestCase("a.b.c")]
    [Property("Case", "U01")]
    public async Task Token_that_is_none_of_ours_is_invalid(string token)
    {
        var response = await GetAsync(token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.StartWith("Bearer error=\"invalid_token\""));
    }

    [Test]
    [Property("Case", "U01")]
    public async Task Token_that_tells_of_no_person_is_insufficient()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { GrantTypes = [GrantTypes.ClientCredentials] });
        var own = TokenScene.Issued(await scene.AskAsync(("grant_type", "client_credentials")));

        var response = await GetAsync(own.AccessToken);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.Contain("error=\"insufficient_scope\"").And.Contain("scope=\"openid\""));
    }

    [Test]
    [Property("Case", "F14")]
    public async Task Neither_a_refresh_token_nor_an_id_token_is_an_access_token()
    {
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync();

        Assert.That((await GetAsync(tokens.RefreshToken!)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await GetAsync(tokens.IdToken!)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    [Property("Case", "U02")]
    public async Task Token_in_the_address_is_refused_even_if_it_is_good()
    {
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync();

        var response = await http.GetAsync($"/connect/userinfo?access_token={tokens.AccessToken}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    [Property("Case", "U03")]
    public async Task Token_in_two_places_is_refused()
    {
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync();

        var response = await PostAsync(tokens.AccessToken, new FormUrlEncodedContent([new("access_token", tokens.AccessToken)]));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.Contain("invalid_request"));
    }

    [TestCase(AccessTokenFormat.Jwt)]
    [TestCase(AccessTokenFormat.Opaque)]
    [Property("Case", "U04")]
    public async Task Token_for_an_API_is_not_for_us(AccessTokenFormat format)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var token = (await scene.ReadAsync((await scene.TokensAsync()).AccessToken))!.Token;
        var codec = Host.Get<AccessTokenCodec>();

        var ours = await codec.WriteAsync(token, format, CancellationToken.None);
        var theirs = await codec.WriteAsync(token with { Audience = ["https://orders.test"] }, format, CancellationToken.None);
        var alike = await codec.WriteAsync(token with { Audience = ["http://localhost:5000/"] }, format, CancellationToken.None);

        Assert.That((await GetAsync(ours)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        foreach (var foreign in new[] { theirs, alike })
        {
            var response = await GetAsync(foreign);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.StartWith("Bearer error=\"invalid_token\""));
        }
    }

    [Test]
    public async Task Expired_token_is_invalid()
    {
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync();

        Host.Clock.Advance(tokens.ExpiresIn);

        Assert.That((await GetAsync(tokens.AccessToken)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("jwt")]
    [TestCase("opaque")]
    public async Task Person_is_told_about_by_get_and_by_both_kinds_of_post(string format)
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { AccessTokenFormat = Enum.Parse<AccessTokenFormat>(format, ignoreCase: true) });
        var tokens = await scene.TokensAsync();

        HttpResponseMessage[] responses =
        [
            await GetAsync(tokens.AccessToken),
            await PostAsync(tokens.AccessToken, null),
            await http.PostAsync("/connect/userinfo", new FormUrlEncodedContent([new("access_token", tokens.AccessToken)])),
        ];

        foreach (var response in responses)
        {
            var json = await JsonAsync(response);
            Assert.That(json.GetProperty("sub").GetString(), Is.EqualTo(SubjectOf(tokens.IdToken!)));
            Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("Ada"));
            Assert.That(json.GetProperty("email_verified").GetBoolean(), Is.True);
            Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
        }
    }

    [Test]
    public async Task Openid_alone_tells_nothing_but_the_subject()
    {
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync(code => code with { Access = new() { Scopes = ["openid"] } });

        var json = await JsonAsync(await GetAsync(tokens.AccessToken));

        Assert.That(json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "sub" }));
    }

    [Test]
    [Property("Module", "oidcc-claims-essential")]
    public async Task Claim_that_was_asked_for_by_name_is_told()
    {
        var access = new Access { Scopes = ["openid"], UserInfoClaims = ["name"], IdTokenClaims = ["email"] };
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync(code => code with { Access = access });

        var json = await JsonAsync(await GetAsync(tokens.AccessToken));

        Assert.That(json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "sub", "name" }));
        Assert.That(Payload(tokens.IdToken!).TryGetProperty("email", out _), Is.True);
        Assert.That(Payload(tokens.IdToken!).TryGetProperty("name", out _), Is.False);
    }

    [Test]
    [Property("Module", "oidcc-scope-all")]
    public async Task Attributes_of_the_account_are_told_with_their_types()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var claims = """{"birthdate":"1815-12-10","address":{"country":"GB"},"phone_number":"+44 1","phone_number_verified":false,"zoneinfo":"Europe/London"}""";
        await scene.WriteAsync(unit => unit.Require(SetClaims, claims, scene.AccountId));
        var tokens = await scene.TokensAsync(code => code with { Access = new() { Scopes = ["openid", "profile", "address", "phone"] } });

        var json = await JsonAsync(await GetAsync(tokens.AccessToken));

        Assert.That(json.GetProperty("birthdate").GetString(), Is.EqualTo("1815-12-10"));
        Assert.That(json.GetProperty("address").GetProperty("country").GetString(), Is.EqualTo("GB"));
        Assert.That(json.GetProperty("phone_number_verified").GetBoolean(), Is.False);
        Assert.That(json.GetProperty("updated_at").ValueKind, Is.EqualTo(JsonValueKind.Number));
    }

    [Test]
    [Property("Case", "U06")]
    public async Task App_that_registered_an_algorithm_gets_a_signed_answer()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { UserInfoAlgorithm = "ES256" });
        var tokens = await scene.TokensAsync();

        var response = await GetAsync(tokens.AccessToken);
        var jwt = await response.Content.ReadAsStringAsync();

        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/jwt"));
        Assert.That(CompactJws.TryParse(jwt, out var jws), Is.True);
        Assert.That(jws!.Header.Alg, Is.EqualTo("ES256"));
        Assert.That(Payload(jwt).GetProperty("aud").GetString(), Is.EqualTo(scene.Client.ClientId));
        Assert.That(Payload(jwt).GetProperty("iss").GetString(), Is.EqualTo("http://localhost:5000"));
        Assert.That(Payload(jwt).TryGetProperty("nonce", out _), Is.False);
    }

    [Test]
    [Property("Case", "K12")]
    public async Task Pairwise_app_reads_its_own_name_for_the_person_everywhere()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { SubjectType = SubjectType.Pairwise });
        var tokens = await scene.TokensAsync();

        var json = await JsonAsync(await GetAsync(tokens.AccessToken));

        Assert.That(json.GetProperty("sub").GetString(), Is.EqualTo(SubjectOf(tokens.IdToken!)).And.Not.EqualTo(scene.AccountId.ToString()));
        Assert.That(SubjectOf(tokens.AccessToken), Is.EqualTo(SubjectOf(tokens.IdToken!)));
    }

    private Task<HttpResponseMessage> GetAsync(string token) => SendAsync(HttpMethod.Get, token, null);

    private Task<HttpResponseMessage> PostAsync(string token, HttpContent? content) => SendAsync(HttpMethod.Post, token, content);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string token, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, "/connect/userinfo") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static string SubjectOf(string jwt) => Payload(jwt).GetProperty("sub").GetString()!;

    private static JsonElement Payload(string jwt) =>
        CompactJws.TryParse(jwt, out var jws) ? JsonDocument.Parse(jws.UnverifiedPayload).RootElement : throw new ArgumentException("no JWT");
}
