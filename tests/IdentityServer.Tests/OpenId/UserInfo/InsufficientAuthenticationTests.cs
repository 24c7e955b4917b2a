using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.UserInfo;

/// <summary>RFC 9470: an API that is told of too weak a sign-in says which it wants, and the app comes back with it.</summary>
[Property("Case", "H14")]
[Property("Case", "SU-16")]
internal sealed class InsufficientAuthenticationTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task StartAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task A_weak_sign_in_is_answered_with_what_is_wanted_and_the_app_gets_it_there()
    {
        var registration = new Registration { Extra = { ["may_introspect"] = true } };
        var app = await host.NewAppAsync(registration);
        var weak = await WeakTokensAsync(app);
        Assert.That((await AskAsync(app, weak)).StatusCode, Is.EqualTo(HttpStatusCode.OK), "as long as nobody demands more");

        await host.RegisterAsync(registration with { Extra = new() { ["may_introspect"] = true, ["minimum_acr"] = AcrValues.PhishingResistant } });
        using var refused = await AskAsync(app, weak);

        var challenge = refused.Headers.WwwAuthenticate.ToString();
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(challenge, Does.StartWith("Bearer error=\"insufficient_user_authentication\"").And.Contain("acr_values=\"phr\""));

        var question = app.Ask("openid", ("acr_values", "phr"));
        var strong = (await app.RedeemAsync(question, (await (await Journey.TakeAsync(ada, question, host.Clock)).AnswerAsync()).ACode)).Tokens;
        Assert.That((await AskAsync(app, strong)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(strong.IdToken!.Claims.Text("acr"), Is.EqualTo("phr"));
    }

    [Test]
    public async Task A_weaker_essential_class_beside_a_minimum_still_refreshes_and_reads_userinfo()
    {
        var app = await host.NewAppAsync(new() { GrantTypes = ["authorization_code", "refresh_token"], Extra = { ["minimum_acr"] = AcrValues.PhishingResistant } });
        var question = app.Ask("openid", ("claims", """{"id_token":{"acr":{"essential":true,"value":"urn:idp:loa:1"}}}"""));

        var tokens = (await app.RedeemAsync(question, (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode)).Tokens;
        var refreshed = await app.RefreshAsync(tokens);

        Assert.That(tokens.IdToken!.Claims.Text("acr"), Is.EqualTo(AcrValues.OneFactor), "as it was asked");
        Assert.That(refreshed.IsAccepted);
        Assert.That((await AskAsync(app, refreshed.Tokens)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Introspection_says_how_and_when_the_person_signed_in()
    {
        var app = await host.NewAppAsync(new() { Extra = { ["may_introspect"] = true } });
        var signedInAt = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        var tokens = await WeakTokensAsync(app);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await app.IntrospectAsync(tokens.AccessToken);

        Assert.That(answer.Text("acr"), Is.EqualTo(AcrValues.OneFactor));
        Assert.That(answer.Number("auth_time"), Is.EqualTo(signedInAt));
    }

    [Test]
    [Property("Case", "H15")]
    public async Task Our_own_APIs_are_described_where_their_refusals_say()
    {
        var app = await host.NewAppAsync();
        using var refused = await ada.Http.GetAsync(app.Provider.UserInfo.AbsolutePath);
        var address = refused.Headers.WwwAuthenticate.ToString().Split("resource_metadata=\"")[1].TrimEnd('"');

        using var answer = await ada.Http.GetAsync(new Uri(address).AbsolutePath);
        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.That(address, Is.EqualTo(app.Provider.Issuer + "/.well-known/oauth-protected-resource"));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        Assert.That(document.Text("resource"), Is.EqualTo(app.Provider.Issuer));
        Assert.That(document.GetProperty("authorization_servers").EnumerateArray().Single().GetString(), Is.EqualTo(app.Provider.Issuer));
        Assert.That(document.GetProperty("scopes_supported").EnumerateArray().Select(scope => scope.GetString()), Does.Contain("openid"));
    }

    private async Task<TestKit.Relying.Tokens> WeakTokensAsync(RelyingParty app)
    {
        var cookie = await host.SeedSessionAsync("ada", AuthenticationMethod.Password, AcrValues.OneFactor, AmrValues.Password);
        using var browser = host.NewBrowser();
        browser.DefaultRequestHeaders.Add("Cookie", $"__Host-session={cookie}");
        var question = app.Ask();
        using var answer = await browser.GetAsync(question.Address.PathAndQuery);
        return (await app.RedeemAsync(question, (await Answer.ReadAsync(question, answer)).ACode)).Tokens;
    }

    private async Task<HttpResponseMessage> AskAsync(RelyingParty app, TestKit.Relying.Tokens tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Provider.UserInfo.AbsolutePath);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        return await ada.Http.SendAsync(request);
    }
}
