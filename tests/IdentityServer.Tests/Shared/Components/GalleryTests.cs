using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Components;

/// <summary>The components as the page of samples renders them.</summary>
internal sealed class GalleryTests
{
    private static readonly Uri Look = new("/dev/look", UriKind.Relative);

    private TestHost host;
    private HttpClient browser;

    [SetUp]
    public void Start()
    {
        host = new();
        browser = host.NewBrowser();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        browser.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task A_field_is_tied_to_its_label_its_hint_and_its_error()
    {
        var page = await PostAsync(await OpenAsync(), new() { ["Name"] = "far too long for a name", ["Email"] = "nobody" });

        var name = page.QuerySelector<IHtmlInputElement>("#Name")!;
        Assert.That(page.QuerySelector("label[for=Name]")!.TextContent, Is.EqualTo("Name"));
        Assert.That(name.GetAttribute("aria-describedby"), Is.EqualTo("Name-hint Name-error"));
        Assert.That(name.GetAttribute("aria-invalid"), Is.EqualTo("true"));
        Assert.That(name.Value, Is.EqualTo("far too long for a name"));
        Assert.That(page.QuerySelector("#Name-error")!.TextContent, Is.EqualTo("Use at most 12 characters."));
        Assert.That(page.QuerySelector("#Email-error")!.TextContent, Is.EqualTo("Enter an e-mail address such as name@example.com."));
    }

    [Test]
    public async Task An_error_is_told_in_the_readers_language()
    {
        browser.DefaultRequestHeaders.Add("Accept-Language", "de");

        var page = await PostAsync(await OpenAsync(), new() { ["Name"] = "" });

        Assert.That(page.QuerySelector("#Name-error")!.TextContent, Is.EqualTo("Füllen Sie dieses Feld aus."));
    }

    [Test]
    public async Task What_people_type_is_never_markup()
    {
        var page = await PostAsync(await OpenAsync(), new() { ["Name"] = "\"><b>", ["Note"] = "</textarea><b>", ["Email"] = "x" });

        Assert.That(page.QuerySelector<IHtmlInputElement>("#Name")!.Value, Is.EqualTo("\"><b>"));
        Assert.That(page.QuerySelector<IHtmlTextAreaElement>("#Note")!.Value.TrimStart('\n'), Is.EqualTo("</textarea><b>"));
        Assert.That(page.QuerySelector("form b"), Is.Null);
    }

    [Property("Case", "SS-07"), Property("Case", "SS-09")]
    [Test]
    public async Task Every_cookie_belongs_to_this_host_alone()
    {
        using var form = await browser.GetAsync(Look);
        using var told = await browser.PostAsync(Look, new FormUrlEncodedContent(Filled(await ParseAsync(form), new() { ["Name"] = "Ada" })));

        Assert.That(told.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var cookies = form.Headers.GetValues("Set-Cookie").Concat(told.Headers.GetValues("Set-Cookie")).ToList();
        Assert.That(cookies, Has.Some.StartsWith("__Host-csrf=").And.Some.StartsWith("__Host-notice="));
        Assert.That(cookies, Has.All.StartsWith("__Host-").And.All.Contain("path=/").And.All.Contain("secure").And.All.Contain("httponly").And.All.Not.Contain("domain"));
        Assert.That(cookies.Single(cookie => cookie.StartsWith("__Host-csrf", StringComparison.Ordinal)), Does.Contain("samesite=strict"));
    }

    [Property("Case", "SS-09")]
    [Test]
    public async Task A_form_without_its_token_is_refused_in_words_a_person_understands()
    {
        using var content = new FormUrlEncodedContent([new("Name", "Ada")]);
        using var answer = await browser.PostAsync(Look, content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This page was open for too long"));
    }

    [Test]
    public async Task Outside_development_the_page_does_not_exist()
    {
        await using var production = new TestHost
        {
            Environment = "Production",
            Settings = { ["IdentityServer:Issuer"] = "https://id.example.com", ["IdentityServer:RelyingPartyId"] = "id.example.com" },
        };
        using var stranger = production.NewBrowser("https://id.example.com");
        using var answer = await stranger.GetAsync(Look);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<IHtmlDocument> OpenAsync()
    {
        using var answer = await browser.GetAsync(Look);
        return await ParseAsync(answer);
    }

    private async Task<IHtmlDocument> PostAsync(IHtmlDocument form, Dictionary<string, string> values)
    {
        using var content = new FormUrlEncodedContent(Filled(form, values));
        using var answer = await browser.PostAsync(Look, content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await ParseAsync(answer);
    }

    private static Dictionary<string, string> Filled(IHtmlDocument form, Dictionary<string, string> values) =>
        new(values) { ["csrf"] = form.QuerySelector<IHtmlInputElement>("input[name=csrf]")!.Value };

    private static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
}
