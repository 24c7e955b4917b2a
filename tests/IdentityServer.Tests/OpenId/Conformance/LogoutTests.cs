using System.Net;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Plans RP-initiated logout and Back-channel logout, with an app that hears of the end.</summary>
internal sealed class LogoutTests : ConformanceFixture
{
    private static readonly string[] InteractionErrors = ["login_required", "interaction_required", "account_selection_required", "consent_required"];

    private LogoutReceiver receiver = null!; // before any test

    protected override async Task PrepareAsync()
    {
        receiver = await LogoutReceiver.ListenAsync();
        Host.Settings["IdentityServer:Outgoing:AllowedOrigins:0"] = receiver.Origin;
    }

    [OneTimeTearDown]
    public ValueTask StopListeningAsync() => receiver.DisposeAsync();

    [Test, Property("Module", "oidcc-backchannel-logout-discovery-endpoint-verification")]
    [Property("Module", "oidcc-rp-initiated-logout-discovery-endpoint-verification")]
    public async Task Both_kinds_of_logout_are_offered()
    {
        var provider = (await NewAppAsync()).Provider;

        Assert.That(provider.EndSession.AbsolutePath, Is.EqualTo("/connect/logout"));
        Assert.That(provider.Is("backchannel_logout_supported"));
        Assert.That(provider.Is("backchannel_logout_session_supported"));
    }

    [TestCase("a-._~b")]
    [TestCase(null)]
    [Property("Module", "oidcc-rp-initiated-logout"), Property("Module", "oidcc-rp-initiated-logout-no-state"), Property("Case", "L01")]
    public async Task Whoever_signs_out_at_the_app_comes_back_to_it_and_is_a_stranger(string? state)
    {
        var app = await NewAppAsync();
        var tokens = await TokensAsync(app);

        using var answer = await Ada.Http.GetAsync(app.LogoutAddress(tokens, ("client_id", null), ("state", state)).PathAndQuery);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo(app.Registration.PostLogoutRedirectUri + (state is null ? "" : $"?state={state}")));
        await ShouldBeAStrangerAsync(app);
    }

    [Test, Property("Module", "oidcc-backchannel-rp-initiated-logout"), Property("Case", "L07")]
    public async Task The_app_is_told_of_the_session_and_the_person_it_knows()
    {
        var app = await NewAppAsync(Plain with
        {
            BackchannelLogoutUri = receiver.Address,
            Extra = new() { ["require_pkce"] = false, ["backchannel_logout_session_required"] = true },
        });
        var tokens = await TokensAsync(app);

        using var answer = await Ada.Http.GetAsync(app.LogoutAddress(tokens, ("state", "s")).PathAndQuery);
        var told = await LogoutToken.ValidateAsync(app, await receiver.NextAsync(TimeSpan.FromSeconds(30)), Host.Clock.GetUtcNow());

        Assert.That(answer.Headers.Location?.Query, Is.EqualTo("?state=s"));
        Assert.That((told.Subject, told.SessionId), Is.EqualTo((tokens.Subject, tokens.IdToken!.Claims.Text("sid"))));
        await ShouldBeAStrangerAsync(app);
    }

    [TestCase("post_logout_redirect_uri", "https://app.test/bad_post_logout_redirect_uri"), Property("Module", "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")]
    [TestCase("post_logout_redirect_uri", "https://app.test/signed-out?foo=bar"), Property("Module", "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")]
    [TestCase("id_token_hint", null), Property("Module", "oidcc-rp-initiated-logout-no-id-token-hint")]
    [TestCase("id_token_hint", "eyJhbGciOiJub25lIn0.e30."), Property("Module", "oidcc-rp-initiated-logout-modified-id-token-hint")]
    [Property("Case", "L01")]
    public async Task Nobody_is_sent_to_an_address_that_is_not_proven(string name, string? value)
    {
        var app = await NewAppAsync();
        var tokens = await TokensAsync(app);

        using var answer = await Ada.Http.GetAsync(app.LogoutAddress(tokens, ("client_id", null), (name, value)).PathAndQuery);

        Assert.That(answer.Headers.Location?.OriginalString ?? "", Does.Not.StartWith("https://app.test"));
        Assert.That(answer.StatusCode, Is.Not.EqualTo(HttpStatusCode.InternalServerError));
    }

    [TestCase(""), Property("Module", "oidcc-rp-initiated-logout-no-params")]
    [TestCase("?state=s"), Property("Module", "oidcc-rp-initiated-logout-only-state")]
    [Property("Case", "L01"), Property("Case", "L02")]
    public async Task Whoever_comes_without_an_app_is_asked_and_stays_here(string query)
    {
        var app = await NewAppAsync();
        await TokensAsync(app);

        using var asked = await Ada.Http.GetAsync("/connect/logout" + query);
        using var answer = await Ada.Http.SendFormAsync(asked.Headers.Location!.OriginalString);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/signed-out"));
        await ShouldBeAStrangerAsync(app);
    }

    [Test, Property("Module", "oidcc-rp-initiated-logout-no-post-logout-redirect-uri"), Property("Case", "L01")]
    public async Task An_app_that_names_no_address_gets_nobody_back()
    {
        var app = await NewAppAsync();
        var tokens = await TokensAsync(app);

        using var answer = await Ada.Http.GetAsync(app.LogoutAddress(tokens, ("client_id", null), ("post_logout_redirect_uri", null), ("state", "s")).PathAndQuery);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/signed-out"));
        await ShouldBeAStrangerAsync(app);
    }

    [Test, Property("Module", "oidcc-rp-initiated-logout-bad-id-token-hint"), Property("Case", "L01")]
    public async Task A_hint_that_the_app_signed_itself_proves_nothing()
    {
        using var key = AppKey.Rs256();
        var app = await NewAppAsync();
        await TokensAsync(app);
        var hint = key.Sign(new() { ["iss"] = app.Registration.ClientId, ["aud"] = app.Provider.Issuer, ["sub"] = "somebody" });

        using var answer = await Ada.Http.GetAsync(app.LogoutAddress(tokens: null, ("client_id", null), ("id_token_hint", hint), ("state", "s")).PathAndQuery);

        Assert.That(answer.Headers.Location?.OriginalString ?? "", Does.Not.StartWith("https://app.test"));
        using var next = await Ada.Http.GetAsync(app.Ask("openid", ("prompt", "none")).Address.PathAndQuery);
        Assert.That(next.Headers.Location?.OriginalString, Does.Contain("code="), "nobody was signed out");
    }

    private async Task ShouldBeAStrangerAsync(RelyingParty app)
    {
        var journey = await Journey.TakeAsync(Ada, AskPlainly(app, "openid", ("prompt", "none")));
        Assert.That(InteractionErrors, Does.Contain((await journey.AnswerAsync()).Error));
    }
}
