using System.Net;
using IdentityServer.Audit.Events;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.TestKit.OpenId;
using IdentityServer.TestKit.Relying;
using IdentityServer.Tests.OpenId.Authorization;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Logout;

/// <summary>RP-Initiated Logout: who may end a session without asking, and where the browser goes.</summary>
internal sealed class EndSessionTests
{
    private const string Registered = "https://app.test/signed-out";

    private AuthorizationBench bench;

    [SetUp]
    public async Task StartAsync() => bench = await CreateAsync();

    [TearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [Test]
    [Property("Case", "L09")]
    [Property("Module", "oidcc-rp-initiated-logout")]
    public async Task The_sessions_own_hint_signs_out_and_leads_back_with_the_state_only()
    {
        var answer = await LogoutAsync(("id_token_hint", await bench.IdTokenAsync()), ("post_logout_redirect_uri", Registered), ("state", "a-._~b"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(Registered + "?state=a-._~b"));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        await ShouldBeSignedOutAsync();
        Assert.That(await bench.AuditedAsync(OpenIdEvents.LogoutCompleted), Is.EqualTo(1));
    }

    [Test]
    [Property("Module", "oidcc-rp-initiated-logout-no-state")]
    public async Task Without_a_state_nothing_is_added()
    {
        var answer = await LogoutAsync(("id_token_hint", await bench.IdTokenAsync()), ("post_logout_redirect_uri", Registered));

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(Registered));
        await ShouldBeSignedOutAsync();
    }

    [Test]
    [Property("Module", "oidcc-rp-initiated-logout-no-post-logout-redirect-uri")]
    public async Task With_a_hint_and_no_address_the_person_stays_here()
    {
        var answer = await LogoutAsync(("id_token_hint", await bench.IdTokenAsync()), ("state", "x"));

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/signed-out"));
        await ShouldBeSignedOutAsync();
    }

    [TestCase("https://app.test/bad_post_logout_redirect_uri")]
    [TestCase(Registered + "?foo=bar")]
    [TestCase("//evil.test")]
    [TestCase("/\\evil.test")]
    [TestCase("https:evil.test")]
    [TestCase("\thttps://app.test/signed-out")]
    [Property("Case", "L03")]
    [Property("Case", "L04")]
    [Property("Module", "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")]
    [Property("Module", "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")]
    public async Task An_address_that_is_not_registered_is_not_gone_to(string address)
    {
        var answer = await LogoutAsync(("id_token_hint", await bench.IdTokenAsync()), ("post_logout_redirect_uri", address));

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/signed-out"));
    }

    [Test]
    [Property("Case", "L02")]
    [Property("Module", "oidcc-rp-initiated-logout-no-params")]
    [Property("Module", "oidcc-rp-initiated-logout-only-state")]
    [Property("Module", "oidcc-rp-initiated-logout-no-id-token-hint")]
    public async Task Without_a_hint_the_person_is_asked_and_stays_here()
    {
        foreach (var parameters in (((string, string)[][])[[], [("state", "x")], [("post_logout_redirect_uri", Registered), ("state", "x")]]))
        {
            var question = await LogoutAsync(parameters);

            Assert.That(question.Headers.Location!.OriginalString, Is.EqualTo("/connect/logout/confirm"));
            Assert.That(bench.CodeOf(await bench.AskAsync(("prompt", "none"))), Is.Not.Null, "still signed in");
        }

        var answer = await bench.SubmitAsync(await LogoutAsync(), "logout-confirm");
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/signed-out"));
        Assert.That((await bench.PageAsync("/signed-out")).QuerySelector("h1")!.TextContent, Is.EqualTo("You have been signed out"));
        await ShouldBeSignedOutAsync();
    }

    [Test]
    [Property("Case", "L02")]
    public async Task Another_sites_form_signs_nobody_out()
    {
        var answer = await bench.Ada.Http.PostAsync("/connect/logout/confirm", new FormUrlEncodedContent([]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bench.CodeOf(await bench.AskAsync(("prompt", "none"))), Is.Not.Null);
    }

    [Test]
    [Property("Case", "L03")]
    public async Task An_app_that_only_names_itself_gets_the_person_back_once_they_agreed()
    {
        var question = await LogoutAsync(("client_id", "app"), ("post_logout_redirect_uri", Registered), ("state", "x"));
        var page = await bench.PageAsync(question.Headers.Location!.OriginalString);
        var answer = await bench.SubmitAsync(question, "logout-confirm");

        Assert.That(page.Body!.TextContent, Does.Contain("The app"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(Registered + "?state=x"));
        await ShouldBeSignedOutAsync();
    }

    [TestCase("https://evil.test/")]
    [TestCase("//evil.test")]
    [Property("Case", "L04")]
    public async Task The_question_itself_leads_nowhere_that_is_not_registered(string address)
    {
        var confirm = "/connect/logout/confirm?client_id=app&post_logout_redirect_uri=" + FormEncoding.Encode(address);

        var answer = await bench.PressAsync(confirm, await bench.PageAsync(confirm), "logout-confirm");

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/signed-out"));
    }

    [Test]
    [Property("Case", "L03")]
    public async Task A_client_that_the_hint_is_not_for_is_refused() =>
        await ShouldBePageAsync(await LogoutAsync(("id_token_hint", await bench.IdTokenAsync()), ("client_id", "other")), "client_id does not fit");

    [Test]
    [Property("Case", "L05")]
    public async Task A_hint_of_another_session_or_person_asks_first()
    {
        foreach (var hint in new[] { await bench.IdTokenAsync(session: Guid.NewGuid().ToString()), await bench.IdTokenAsync(subject: Guid.NewGuid().ToString()) })
            Assert.That(PageOf(await LogoutAsync(("id_token_hint", hint), ("post_logout_redirect_uri", Registered))), Is.EqualTo("/connect/logout/confirm"));

        Assert.That(bench.CodeOf(await bench.AskAsync(("prompt", "none"))), Is.Not.Null);
    }

    [Test]
    [Property("Module", "oidcc-rp-initiated-logout-modified-id-token-hint")]
    [Property("Module", "oidcc-rp-initiated-logout-bad-id-token-hint")]
    public async Task A_hint_that_is_not_ours_asks_first_and_leads_nowhere()
    {
        var good = (await bench.IdTokenAsync()).Split('.');
        var unsigned = StrictBase64Url.Encode("""{"alg":"none"}"""u8) + "." + good[1] + ".";
        using var foreign = SigningKey.Create(SignatureAlgorithm.ES256);
        var signedByApp = foreign.For("JWT").SignToString("""{"iss":"app","aud":"http://localhost:5000","sub":"x"}"""u8);

        foreach (var hint in new[] { unsigned, signedByApp })
        {
            var answer = await LogoutAsync(("id_token_hint", hint), ("client_id", "app"), ("post_logout_redirect_uri", Registered), ("state", "x"));
            Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/connect/logout/confirm"));
        }
    }

    [Test]
    public async Task By_post_it_works_as_by_get()
    {
        var byPost = await bench.Ada.Http.PostAsync("/connect/logout", new FormUrlEncodedContent(
            [new("id_token_hint", await bench.IdTokenAsync()), new("post_logout_redirect_uri", Registered)]));
        var answer = await bench.Ada.Http.GetAsync(byPost.Headers.Location);

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(Registered));
    }

    [TestCase("id_token_hint")]
    [TestCase("extra")]
    [Property("Case", "L02")]
    public async Task A_form_too_large_to_be_turned_round_signs_nobody_out(string parameter)
    {
        // Another site's post comes without our cookies, which are SameSite; the answer may still clear them.
        using var withoutCookies = bench.Host.NewBrowser();
        var answer = await withoutCookies.PostAsync("/connect/logout", new FormUrlEncodedContent([new(parameter, new string('x', 13_000))]));

        ShouldClearNothing(answer);
        if (parameter is "extra")
            Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/connect/logout?"));
        else
            await ShouldBePageAsync(answer, "the form is longer than an address may be", HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    [Property("Case", "L02")]
    public async Task Where_no_session_is_seen_nothing_of_the_browser_is_cleared()
    {
        using var withoutCookies = bench.Host.NewBrowser();

        ShouldClearNothing(await withoutCookies.GetAsync("/connect/logout"));
        ShouldClearNothing(await withoutCookies.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync()));
    }

    [Test]
    public async Task Nobody_signed_in_has_nothing_to_be_asked()
    {
        var elsewhere = bench.Elsewhere();
        var hint = await bench.IdTokenAsync();

        var proven = await elsewhere.Http.GetAsync($"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri={FormEncoding.Encode(Registered)}");
        var claimed = await elsewhere.Http.GetAsync($"/connect/logout?client_id=app&post_logout_redirect_uri={FormEncoding.Encode(Registered)}");

        Assert.That(proven.Headers.Location!.OriginalString, Is.EqualTo(Registered));
        Assert.That(claimed.Headers.Location!.OriginalString, Is.EqualTo("/signed-out"));
    }

    [Test]
    [Property("Case", "L07")]
    public async Task A_logout_token_is_no_hint()
    {
        var key = await bench.Host.Get<IdentityServer.OpenId.Keys.SigningKeys>().CurrentAsync(SignatureAlgorithm.RS256, CancellationToken.None);
        var token = key.For("logout+jwt").SignToString("""{"iss":"http://localhost:5000","aud":"app","sub":"x","sid":"y"}"""u8);

        Assert.That(PageOf(await LogoutAsync(("id_token_hint", token))), Is.EqualTo("/connect/logout/confirm"));
        Assert.That(ErrorOf(await bench.AskAsync(("id_token_hint", token))), Is.EqualTo("invalid_request"));
    }

    [Test]
    [Property("Case", "K08")]
    public async Task A_signed_userinfo_answer_is_no_hint()
    {
        var app = await bench.Host.NewAppAsync(new() { UserInfoAlgorithm = "ES256" });
        var question = app.Ask();
        var tokens = (await app.RedeemAsync(question, (await (await Journey.TakeAsync(bench.Ada, question)).AnswerAsync()).ACode)).Tokens;
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Provider.UserInfo.AbsolutePath);
        request.Headers.Authorization = new("Bearer", tokens.AccessToken);
        var signed = await (await bench.Ada.Http.SendAsync(request)).Content.ReadAsStringAsync();

        var asked = app.Ask("openid", ("id_token_hint", signed), ("prompt", "none"));
        Assert.That((await Answer.ReadAsync(asked, await bench.Ada.Http.GetAsync(asked.Address.PathAndQuery))).Error, Is.EqualTo("invalid_request"));
        Assert.That(PageOf(await LogoutAsync(("id_token_hint", signed))), Is.EqualTo("/connect/logout/confirm"));
    }

    private Task<HttpResponseMessage> LogoutAsync(params (string Name, string Value)[] parameters) =>
        bench.Ada.Http.GetAsync("/connect/logout?" + A.Parameters(parameters).ToForm());

    private static void ShouldClearNothing(HttpResponseMessage answer)
    {
        Assert.That(answer.Headers.Contains("Clear-Site-Data"), Is.False);
        Assert.That(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], Has.None.Contains("session"));
    }

    private async Task ShouldBeSignedOutAsync() =>
        Assert.That(ErrorOf(await bench.AskAsync(("prompt", "none"))), Is.EqualTo("login_required"));
}
