using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.Tests.OpenId.Clients;
using IdentityServer.Tests.OpenId.Tokens;

namespace IdentityServer.Tests.OpenId.Introspection;

internal sealed class IntrospectionTests : TokenFixture
{
    private const string Orders = "https://orders.test";

    private AppBench bench = null!;
    private Client api = null!;

    [OneTimeSetUp]
    public async Task Register()
    {
        bench = new() { Host = Host };
        await bench.ImportResourceAsync($$"""{ "resource": "{{Orders}}", "scopes": ["orders.read"], "claims": ["email"], "access_token_format": "opaque" }""");
        api = await bench.RegisterAsync(client => client with { MayIntrospect = true, Resources = [Orders] });
    }

    [Test, Property("Case", "I01")]
    public async Task An_API_learns_what_is_behind_a_token_for_it()
    {
        var (scene, tokens) = await OrdersTokenAsync();

        var answer = await AskAsync(api, tokens.AccessToken);

        Assert.That(answer.GetProperty("active").GetBoolean(), Is.True);
        Assert.That(answer.GetProperty("client_id").GetString(), Is.EqualTo(scene.Client.ClientId));
        Assert.That(answer.GetProperty("sub").GetString(), Is.Not.Empty);
        Assert.That(answer.GetProperty("aud").EnumerateArray().Select(item => item.GetString()), Does.Contain(Orders));
        Assert.That(answer.GetProperty("scope").GetString()!.Split(' '), Does.Contain("orders.read"));
        Assert.That(answer.GetProperty("acr").GetString(), Is.EqualTo("phr"));
        Assert.That(answer.GetProperty("email").GetString(), Does.Contain("@"), "what a JWT would have told this API");
        Assert.That(answer.GetProperty("exp").GetInt64(), Is.GreaterThan(answer.GetProperty("iat").GetInt64()));
    }

    [Test, Property("Case", "I01")]
    public async Task Nobody_learns_anything_about_a_token_for_somebody_else()
    {
        var (_, tokens) = await OrdersTokenAsync();
        var otherApi = await bench.RegisterAsync(client => client with { MayIntrospect = true, Resources = ["https://stock.test"] });
        var noApi = await bench.RegisterAsync(client => client with { Resources = [Orders] });

        Assert.That((await AskAsync(otherApi, tokens.AccessToken)).GetRawText(), Is.EqualTo("""{"active":false}"""));
        Assert.That((await AskAsync(noApi, tokens.AccessToken)).GetRawText(), Is.EqualTo("""{"active":false}"""));
        Assert.That((await AskAsync(api, tokens.RefreshToken!)).GetRawText(), Is.EqualTo("""{"active":false}"""));
    }

    [Test, Property("Case", "I01")]
    public async Task An_app_may_look_at_its_own_tokens()
    {
        var (scene, tokens) = await OrdersTokenAsync();

        Assert.That((await AskAsync(scene.Client, tokens.AccessToken)).GetProperty("active").GetBoolean(), Is.True);
        Assert.That((await AskAsync(scene.Client, tokens.RefreshToken!, "access_token")).GetProperty("active").GetBoolean(), Is.True);
    }

    [Test, Property("Case", "I01")]
    public async Task Whoever_cannot_prove_itself_may_not_ask()
    {
        var open = await bench.RegisterPublicAsync();

        var named = await bench.PostAsync("/connect/introspect", null, ("client_id", open.ClientId), ("token", "x"));
        var unnamed = await bench.PostAsync("/connect/introspect", null, ("token", "x"));

        Assert.That(named.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(unnamed.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("garbage")]
    [TestCase("a.b.c")]
    [TestCase("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    [Property("Case", "I02")]
    public async Task Garbage_is_not_active(string token) =>
        Assert.That((await AskAsync(api, token)).GetRawText(), Is.EqualTo("""{"active":false}"""));

    [Test, Property("Case", "I02")]
    public async Task A_giant_or_missing_token_is_no_request()
    {
        Assert.That((await SendAsync(api, ("token", new string('a', 20_000)))).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await SendAsync(api, ("token", new string('a', 200_000)))).StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That((await SendAsync(api)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test, Property("Case", "I02")]
    public async Task What_has_ended_is_not_active_any_more()
    {
        var ended = await OrdersTokenAsync();
        var closed = await OrdersTokenAsync();
        var expired = await OrdersTokenAsync();
        await ended.Scene.EndSessionAsync();
        await closed.Scene.SetAccountAsync(AccountState.Disabled);

        Assert.That((await AskAsync(api, ended.Tokens.AccessToken)).GetProperty("active").GetBoolean(), Is.False);
        Assert.That((await AskAsync(api, closed.Tokens.AccessToken)).GetProperty("active").GetBoolean(), Is.False);

        Host.Clock.Advance(expired.Tokens.ExpiresIn);
        Assert.That((await AskAsync(api, expired.Tokens.AccessToken)).GetProperty("active").GetBoolean(), Is.False);
    }

    [Test, Property("Case", "I02")]
    public async Task A_refresh_token_that_was_replaced_is_not_active()
    {
        var (scene, tokens) = await OrdersTokenAsync();
        await scene.RefreshAsync(tokens.RefreshToken);

        Assert.That((await AskAsync(scene.Client, tokens.RefreshToken!)).GetProperty("active").GetBoolean(), Is.False);
    }

    [Test, Property("Case", "I02")]
    public async Task What_was_taken_from_the_app_since_is_not_told_any_more()
    {
        var (scene, tokens) = await OrdersTokenAsync();
        await bench.SaveAsync(bench.WithSecret(scene.Client) with { Resources = [] });

        var answer = await AskAsync(api, tokens.AccessToken);
        var refresh = await AskAsync(scene.Client, tokens.RefreshToken!);

        Assert.That(answer.GetProperty("scope").GetString(), Is.EqualTo("openid"));
        Assert.That(answer.TryGetProperty("email", out _), Is.False);
        Assert.That(refresh.GetProperty("scope").GetString(), Is.EqualTo("openid"));
    }

    [Test, Property("Case", "I02")]
    public async Task A_refresh_token_that_its_app_may_not_use_any_more_is_not_active()
    {
        var (scene, tokens) = await OrdersTokenAsync();
        foreach (var change in new Func<Client, Client>[]
        {
            client => client with { MinimumAcr = AcrValues.PhishingResistantHardware },
            client => client with { GrantTypes = [GrantTypes.AuthorizationCode] },
        })
        {
            await bench.SaveAsync(change(bench.WithSecret(scene.Client)));
            Assert.That((await AskAsync(scene.Client, tokens.RefreshToken!)).GetRawText(), Is.EqualTo("""{"active":false}"""));
        }
    }

    private async Task<(TokenScene Scene, IssuedTokens Tokens)> OrdersTokenAsync()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { Resources = [Orders] });
        await bench.SaveAsync(bench.WithSecret(scene.Client));
        return (scene, await scene.TokensAsync(code => code with
        {
            Access = new Access { Scopes = ["openid", "orders.read"], Resources = [Orders] },
        }));
    }

    private async Task<JsonElement> AskAsync(Client caller, string token, string? hint = null)
    {
        var response = await SendAsync(caller, hint is null ? [("token", token)] : [("token", token), ("token_type_hint", hint)]);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> SendAsync(Client caller, params (string, string)[] form) =>
        bench.PostAsync("/connect/introspect", AppBench.Basic(caller), form);
}
