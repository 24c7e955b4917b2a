using System.Net;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>What an app gets that asks for nothing special: at once where its person is signed in, after a sign-in otherwise.</summary>
internal sealed class AnswerTests
{
    private AuthorizationBench bench;

    [SetUp]
    public async Task StartAsync() => bench = await CreateAsync();

    [TearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [Test]
    [Property("Case", "M01")]
    [Property("Module", "oidcc-server")]
    public async Task Who_is_signed_in_gets_a_code_at_once()
    {
        var response = await bench.AskAsync();
        var (answer, code) = (AnswerOf(response), bench.CodeOf(response));

        Assert.That((answer["state"], answer["iss"]), Is.EqualTo(("af0ifjsldkj", Issuer)));
        Assert.That((code.ClientId, code.RedirectUri, code.Nonce, code.CodeChallenge), Is.EqualTo(("app", A.RedirectUri, "n-0S6_WzA2Mj", A.Challenge)));
        Assert.That(code.Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That(code.Authentication.Acr, Is.EqualTo(AcrValues.PhishingResistant));
        Assert.That(code.PasskeyId, Is.Not.Null);
    }

    [Test]
    public async Task Who_is_not_signs_in_first_and_the_app_is_named_on_the_page()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query());
        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString, elsewhere.Http);
        var code = bench.CodeOf(await bench.SignInAsync(detour, elsewhere));

        Assert.That(PageOf(detour), Is.EqualTo("/sign-in"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Does.Contain("The app"));
        Assert.That(code.Authentication.At, Is.EqualTo(bench.Host.Clock.GetUtcNow()));
    }

    [TestCase("extra", "foobar")]
    [TestCase("display", "page")]
    [TestCase("display", "popup")]
    [TestCase("ui_locales", "se")]
    [TestCase("claims_locales", "se")]
    [TestCase("acr_values", "1 2")]
    [TestCase("nonce", null)]
    [TestCase("nonce", "")]
    [TestCase("state", null)]
    [TestCase("scope", "profile openid unknown")]
    [TestCase("claims", "{\"userinfo\":{\"name\":{\"essential\":true}},\"id_token\":{\"unknown\":null}}")]
    [Property("Case", "A04")]
    [Property("Module", "oidcc-ensure-request-with-unknown-parameter-succeeds")]
    [Property("Module", "oidcc-display-page")]
    [Property("Module", "oidcc-display-popup")]
    [Property("Module", "oidcc-ui-locales")]
    [Property("Module", "oidcc-claims-locales")]
    [Property("Module", "oidcc-ensure-request-with-acr-values-succeeds")]
    [Property("Module", "oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    [Property("Module", "oidcc-alternate-happy-flow")]
    [Property("Module", "oidcc-claims-essential")]
    public async Task Such_a_parameter_disturbs_nobody(string parameter, string? value) =>
        Assert.That(bench.CodeOf(await bench.AskAsync((parameter, value))).Access.Scopes, Is.EquivalentTo(new[] { "openid", "profile" }));

    [Test]
    [Property("Case", "A11")]
    public async Task Without_openid_it_is_plain_OAuth()
    {
        var code = bench.CodeOf(await bench.AskAsync(("scope", "profile"), ("claims", "{\"id_token\":{\"email\":null}}")));

        Assert.That(code.Access.IsOpenId, Is.False);
        Assert.That(code.Access.IdTokenClaims, Is.Empty);
    }

    [TestCase("'\"><script>&=+%20é\u202e")]
    [TestCase("a b\tc")]
    [Property("Case", "A12")]
    [Property("Case", "H04")]
    public async Task A_strange_state_comes_back_as_it_was(string state)
    {
        Assert.That(AnswerOf(await bench.AskAsync(("state", state)))["state"], Is.EqualTo(state));

        var form = await ReadAsync(await bench.AskAsync(("state", state), ("response_mode", "form_post")));
        Assert.That(form.QuerySelector("input[name=state]")!.GetAttribute("value"), Is.EqualTo(state));
    }

    [Test]
    [Property("Case", "R06")]
    public async Task A_registered_query_stays_and_the_answer_is_added_to_it()
    {
        const string Uri = "https://app.test/cb?x=1&y=2";
        await bench.RegisterAsync(App with { ClientId = "query", RedirectUris = [Uri] });

        var location = (await bench.AskAsync(("client_id", "query"), ("redirect_uri", Uri))).Headers.Location!.OriginalString;

        Assert.That(location, Does.StartWith(Uri + "&code="));
    }

    [TestCase("http://127.0.0.1:51004/cb")]
    [TestCase("http://[::1]:51004/cb")]
    [TestCase("com.example.app:/cb")]
    [Property("Case", "R07")]
    [Property("Case", "R09")]
    [Property("Case", "R11")]
    public async Task An_app_on_a_device_gets_its_answer_where_it_asked(string uri)
    {
        await bench.RegisterAsync(A.PublicClient() with
        {
            ClientId = "native",
            FirstParty = true,
            ApplicationType = ApplicationType.Native,
            RedirectUris = ["http://127.0.0.1/cb", "http://[::1]/cb", "com.example.app:/cb"],
        });

        Assert.That(AnswerOf(await bench.AskAsync(("client_id", "native"), ("redirect_uri", uri)), uri).Sent("code"), Is.True);
    }

    [Test]
    public async Task The_answer_can_come_in_the_fragment() => Assert.That(
        (await bench.AskAsync(("response_mode", "fragment"))).Headers.Location!.OriginalString, Does.StartWith(A.RedirectUri + "#code="));

    [Test]
    [Property("Case", "H06")]
    [Property("Module", "oidcc-formpost-basic-certification-test-plan")]
    public async Task The_answer_can_come_as_a_form_that_needs_nothing_inline()
    {
        var response = await bench.AskAsync(("response_mode", "form_post"));
        var page = await ReadAsync(response);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("form-action 'self' https://app.test;").And.Not.Contain("unsafe"));
        Assert.That(page.Forms.Single().GetAttribute("action"), Is.EqualTo(A.RedirectUri));
        Assert.That(page.QuerySelectorAll("input").Select(input => input.GetAttribute("name")), Is.EqualTo(new[] { "code", "state", "iss" }));
        Assert.That(page.QuerySelectorAll("script").Select(script => script.TextContent), Has.All.Empty);
        Assert.That(page.QuerySelector("button[type=submit]"), Is.Not.Null);
    }

    [Test]
    [Property("Module", "oidcc-ensure-post-request-succeeds")]
    public async Task A_form_of_the_apps_is_answered_with_the_same_by_get_so_that_the_session_counts()
    {
        var response = await bench.Ada.Http.PostAsync(Endpoint, Form());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(bench.CodeOf(await bench.Ada.Http.GetAsync(response.Headers.Location)).Nonce, Is.EqualTo("n-0S6_WzA2Mj"));
    }

    [Test]
    public async Task What_nobody_reads_of_a_form_takes_no_room_in_the_address()
    {
        var byPost = await bench.Ada.Http.PostAsync(Endpoint, Form(("extra", new string('x', 20_000))));

        Assert.That(byPost.Headers.Location!.OriginalString, Does.StartWith(Endpoint + "?").And.Not.Contain("extra"));
        Assert.That(bench.CodeOf(await bench.Ada.Http.GetAsync(byPost.Headers.Location)).Nonce, Is.EqualTo("n-0S6_WzA2Mj"));
    }

    [Test]
    public async Task A_form_too_large_leaves_journeys_in_other_tabs_alone()
    {
        using var stranger = bench.Host.NewBrowser();
        var firstTab = await stranger.GetAsync(Query());

        // The browser leaves its cookies behind when another site posts, and takes those of the answer.
        using var withoutCookies = bench.Host.NewBrowser();
        var refused = await withoutCookies.PostAsync(Endpoint, Form(("id_token_hint", new string('x', 13_000))));

        await ShouldBePageAsync(refused, "the form is longer than an address may be", HttpStatusCode.RequestEntityTooLarge);
        Assert.That(refused.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That((await stranger.GetAsync(firstTab.Headers.Location)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [Property("Case", "M11")]
    public async Task A_client_that_was_disabled_during_the_sign_in_gets_nothing()
    {
        await bench.RegisterAsync(App with { ClientId = "soon-gone" });
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query(("client_id", "soon-gone")));
        await bench.RegisterAsync(App with { ClientId = "soon-gone", IsDisabled = true });

        await ShouldBePageAsync(await bench.SignInAsync(detour, elsewhere), "the client is not registered");
    }

    [Test]
    [Property("Case", "S12")]
    public async Task Of_fifty_who_resume_the_same_request_one_gets_a_code()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query());
        bench.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await elsewhere.SignInAsync(question: new { interaction = HandleOf(detour) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => elsewhere.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(detour))));

        Assert.That(answers.Count(answer => answer.StatusCode is HttpStatusCode.SeeOther), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StatusCode is HttpStatusCode.BadRequest), Is.EqualTo(49));
    }

    [Test]
    [Property("Case", "S12")]
    [Property("Case", "S10")]
    public async Task Another_browser_cannot_go_on_with_it()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query());

        var answer = await bench.Ada.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(detour));

        await ShouldBePageAsync(answer, "");
    }

    [Test]
    [Property("Case", "S12")]
    public async Task After_half_an_hour_the_request_is_over()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query());
        bench.Host.Clock.Advance(TimeSpan.FromMinutes(31));

        await ShouldBePageAsync(await elsewhere.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(detour)), "");
    }

    [Test]
    public async Task Who_turns_back_tells_the_app_so_and_nothing_more_comes_of_it()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query());

        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString, elsewhere.Http);
        var back = page.GetElementById("login-cancel")!.GetAttribute("href");

        Assert.That(ErrorOf(await elsewhere.Http.GetAsync(back)), Is.EqualTo("access_denied"));
        await ShouldBePageAsync(await elsewhere.Http.GetAsync(back), "");
    }

    [Test]
    [Property("Case", "H01")]
    public async Task The_issuer_does_not_follow_the_host_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Query()) { Headers = { Host = "localhost:9999" } };
        request.Headers.Add("X-Forwarded-Host", "evil.test");

        var response = await bench.Ada.Http.SendAsync(request);

        if (response.StatusCode is HttpStatusCode.SeeOther)
            Assert.That(AnswerOf(response)["iss"], Is.EqualTo(Issuer));
        else
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest).Or.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.MisdirectedRequest));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] more) => new(
        ParameterPairs().Concat(more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));

    private static IEnumerable<KeyValuePair<string, string>> ParameterPairs() =>
        A.AuthorizationParameters().ToForm().Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1])));
}
