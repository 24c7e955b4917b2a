using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdentityServer.Audit.Events;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>An app that is not ours asks the person, in words, without script.</summary>
internal sealed class ConsentTests
{
    private static readonly Client Foreign = A.Client() with { Name = "Photo <Archive>", PolicyUri = "https://app.test/privacy" };

    private AuthorizationBench bench;

    [SetUp]
    public async Task StartAsync() => bench = await CreateAsync(Foreign);

    [TearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [Test]
    public async Task The_page_says_who_asks_for_what_and_where_it_goes()
    {
        var detour = await bench.AskAsync(("scope", "openid profile email offline_access"), ("claims", """{"userinfo":{"birthdate":null,"phone_number":null}}"""));
        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString);
        var text = page.Body!.TextContent;

        Assert.That(PageOf(detour), Is.EqualTo("/consent"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("May Photo <Archive> use your account?"));
        Assert.That(text, Does.Contain("You are signed in as ada.").And.Contain("See your e-mail address").And.Contain("Keep this access while you are away"));
        Assert.That(text, Does.Contain("phone number").And.Contain("app.test"));
        Assert.That(page.QuerySelectorAll("input[type=checkbox][name=Scopes]").Select(box => box.GetAttribute("value")), Is.EqualTo(new[] { "profile", "email", "offline_access" }));
        Assert.That(page.QuerySelectorAll("script").All(script => script.HasAttribute("src")));
    }

    [Test]
    [Property("Case", "S15")]
    public async Task The_apps_name_is_text_and_nothing_else()
    {
        var detour = await bench.AskAsync();

        var html = await (await bench.Ada.Http.GetAsync(detour.Headers.Location)).Content.ReadAsStringAsync();

        Assert.That(html, Does.Contain("Photo &lt;Archive&gt;").And.Not.Contain("<Archive>"));
    }

    [Test]
    public async Task Yes_and_no_weigh_the_same()
    {
        var page = await bench.PageAsync((await bench.AskAsync()).Headers.Location!.OriginalString);

        Assert.That(page.GetElementById("consent-allow")!.ClassName, Is.EqualTo(page.GetElementById("consent-deny")!.ClassName));
    }

    [Test]
    public async Task Who_allows_is_not_asked_again_for_the_same()
    {
        var code = bench.CodeOf(await bench.SubmitAsync(await bench.AskAsync(), "consent-allow"));

        Assert.That(code.Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That(bench.CodeOf(await bench.AskAsync()).Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That(bench.CodeOf(await bench.AskAsync(("scope", "openid"), ("prompt", "none"))).Access.Scopes, Is.EqualTo(new[] { "openid" }));
        Assert.That(await bench.AuditedAsync(OpenIdEvents.ConsentGranted), Is.EqualTo(1));
    }

    [Test]
    [Property("Case", "S17")]
    public async Task Whatever_is_more_is_asked_for()
    {
        await bench.SubmitAsync(await bench.AskAsync(), "consent-allow");

        var more = await bench.AskAsync(("scope", "openid profile email"));

        Assert.That(PageOf(more), Is.EqualTo("/consent"));
        Assert.That(ErrorOf(await bench.AskAsync(("scope", "openid email"), ("prompt", "none"))), Is.EqualTo("consent_required"));
        bench.CodeOf(await bench.SubmitAsync(more, "consent-allow"));
        Assert.That(bench.CodeOf(await bench.AskAsync(("scope", "openid email"))).Access.Scopes, Is.EqualTo(new[] { "openid", "email" }));
    }

    [Test]
    public async Task What_is_unticked_is_not_given_and_not_asked_for_again()
    {
        var detour = await bench.AskAsync(("scope", "openid profile email"));

        var code = bench.CodeOf(await bench.SubmitAsync(detour, "consent-allow", form => Untick(form, "email")));

        Assert.That(code.Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That(bench.CodeOf(await bench.AskAsync(("scope", "openid profile email"))).Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
    }

    [Test]
    public async Task Who_denies_sends_the_app_away_and_is_asked_the_next_time()
    {
        var denied = await bench.SubmitAsync(await bench.AskAsync(), "consent-deny");

        Assert.That(ErrorOf(denied), Is.EqualTo("access_denied"));
        Assert.That(PageOf(await bench.AskAsync()), Is.EqualTo("/consent"));
        Assert.That(await bench.AuditedAsync(OpenIdEvents.ConsentDenied), Is.EqualTo(1));
    }

    [Test]
    public async Task An_app_can_have_the_question_asked_again()
    {
        await bench.SubmitAsync(await bench.AskAsync(), "consent-allow");

        Assert.That(PageOf(await bench.AskAsync(("prompt", "consent"))), Is.EqualTo("/consent"));
    }

    [Test]
    public async Task Nothing_that_the_page_did_not_show_can_be_given()
    {
        var detour = await bench.AskAsync();

        var code = bench.CodeOf(await bench.SubmitAsync(detour, "consent-allow", form =>
        {
            var added = (IHtmlInputElement)form.QuerySelector("input[name=Scopes]")!.Clone();
            added.Value = "email";
            form.Append(added);
        }));

        Assert.That(code.Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
    }

    [Test]
    public async Task An_answer_to_less_than_was_asked_leads_to_the_question_again()
    {
        var detour = await bench.AskAsync(("scope", "openid profile email"));

        var answer = await bench.SubmitAsync(detour, "consent-allow", form => form.QuerySelector("input[name=Shown][value=email]")!.Remove());

        Assert.That(answer.Headers.Location, Is.EqualTo(detour.Headers.Location));
    }

    [Test]
    [Property("Case", "S10")]
    public async Task An_answer_without_the_pages_token_is_refused()
    {
        var detour = await bench.AskAsync();

        var answer = await bench.Ada.Http.PostAsync(detour.Headers.Location, new FormUrlEncodedContent([KeyValuePair.Create("Answer", "allow")]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(PageOf(await bench.AskAsync()), Is.EqualTo("/consent"));
    }

    [Test]
    [Property("Case", "S10")]
    public async Task Of_fifty_answers_to_one_question_one_counts()
    {
        var detour = await bench.AskAsync();
        var address = detour.Headers.Location!.OriginalString;
        var page = await bench.PageAsync(address);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            bench.PressAsync(address, page, number % 2 is 0 ? "consent-allow" : "consent-deny")));

        // Who comes when the consent is there already is sent on, and finds the request over.
        var byKind = answers.ToLookup(answer => answer.StatusCode is HttpStatusCode.BadRequest ? "over" : PageOf(answer));
        Assert.That(byKind[A.RedirectUri].Count(), Is.EqualTo(1));
        Assert.That(byKind["over"].Count() + byKind["/connect/authorize/resume"].Count(), Is.EqualTo(49));
    }

    [Test]
    [Property("Case", "S10")]
    public async Task Another_browser_cannot_answer()
    {
        var detour = await bench.AskAsync();
        var elsewhere = bench.Elsewhere();
        bench.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await elsewhere.SignInAsync();

        await ShouldBePageAsync(await elsewhere.Http.GetAsync(detour.Headers.Location), "");
    }

    [Test]
    [Property("Case", "S17")]
    public async Task An_app_that_anybody_can_pretend_to_be_is_asked_about_every_time()
    {
        await bench.RegisterAsync(A.PublicClient() with
        {
            ClientId = "native",
            ApplicationType = ApplicationType.Native,
            RedirectUris = ["com.example.app:/cb"],
        });
        (string, string?)[] native = [("client_id", "native"), ("redirect_uri", "com.example.app:/cb")];

        var first = await bench.SubmitAsync(await bench.AskAsync(native), "consent-allow");

        Assert.That(AnswerOf(first, "com.example.app:/cb").Sent("code"), Is.True);
        Assert.That(PageOf(await bench.AskAsync(native)), Is.EqualTo("/consent"));
    }

    [Test]
    [Property("Case", "H06")]
    public async Task The_page_lets_its_form_end_at_this_app_and_no_other()
    {
        var response = await bench.Ada.Http.GetAsync((await bench.AskAsync()).Headers.Location);

        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("form-action 'self' https://app.test;"));
        Assert.That(response.Headers.GetValues("X-Frame-Options").Single(), Is.EqualTo("DENY"));
    }

    private static void Untick(IParentNode form, string scope) =>
        ((IHtmlInputElement)form.QuerySelector($"input[name=Scopes][value={scope}]")!).IsChecked = false;
}
