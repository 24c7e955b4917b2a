using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using IdentityServer.Data.Jobs;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Clients.Importing;
using IdentityServer.OpenId.Logos;
using IdentityServer.Shared.Importing;
using IdentityServer.TestKit;
using IdentityServer.Tests.OpenId.Authorization;
using IdentityServer.Tests.Shared.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.OpenId.Logos;

/// <summary>An app's logo comes from this server, which has fetched it once: no page of ours makes a browser ask anybody else.</summary>
[Property("Case", "S16")]
internal sealed class LogoTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];
    private static readonly byte[] OtherPng = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 2];

    private OtherServer app;
    private AuthorizationBench bench;

    private string Source => new Uri(app.PlainAddress, "/files/logo").ToString();

    [SetUp]
    public async Task StartAsync()
    {
        app = await OtherServer.StartAsync();
        app.Files["logo"] = ("image/png", Png);
        bench = await AuthorizationBench.CreateAsync(
            AuthorizationBench.App with { Name = "shop", FirstParty = false, RequirePkce = false },
            new TestHost { Settings = { ["IdentityServer:Outgoing:AllowedOrigins:0"] = app.PlainAddress.GetLeftPart(UriPartial.Authority) } });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await bench.DisposeAsync();
        await app.DisposeAsync();
    }

    [Test]
    [Property("Module", "oidcc-registration-logo-uri")]
    public async Task It_is_fetched_at_the_import_and_shown_wherever_the_app_is_named()
    {
        var imported = await ImportAsync();
        Assert.That((imported.Outcome, imported.Notes.Count), Is.EqualTo((ImportOutcome.Changed, 0)));
        Assert.That(app.Requests, Is.EqualTo(1));

        var consent = (await bench.PageAsync((await bench.AskAsync()).Headers.Location!.OriginalString)).QuerySelector(".mark.app img")?.GetAttribute("src");
        var signIn = (await PageForStrangerAsync()).QuerySelector(".going-to img")?.GetAttribute("src");

        Assert.That(consent, Does.StartWith("/app-logos/"));
        Assert.That(signIn, Is.EqualTo(consent));
        using var picture = await bench.Ada.Http.GetAsync(consent);
        Assert.That(picture.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/png"));
        Assert.That(await picture.Content.ReadAsByteArrayAsync(), Is.EqualTo(Png));
        Assert.That(app.Requests, Is.EqualTo(1), "looking at a page fetches nothing");
    }

    [Test]
    public async Task It_is_served_to_be_shown_and_never_run()
    {
        await ImportAsync();

        using var picture = await bench.Ada.Http.GetAsync(await PathAsync());

        Assert.That(picture.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(picture.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Contain("sandbox"));
        Assert.That(picture.Headers.CacheControl?.ToString(), Does.Contain("immutable").And.Contain("max-age=31536000"));
    }

    [TestCase("image/png", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [TestCase("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [TestCase("image/png", "<html>")]
    public async Task What_only_says_that_it_is_a_picture_is_none(string mediaType, string content)
    {
        app.Files["logo"] = (mediaType, Encoding.UTF8.GetBytes(content));

        var imported = await ImportAsync();

        Assert.That(imported.Notes.Single(), Does.StartWith("logo_uri: gave no picture yet"));
        Assert.That(await PathAsync(), Is.Null);
    }

    [Test]
    public async Task What_is_too_large_is_none()
    {
        app.Files["logo"] = ("image/png", [.. Png, .. new byte[LogoFetcher.MaximumLength]]);

        await ImportAsync();

        Assert.That(await PathAsync(), Is.Null);
    }

    [Test]
    public async Task What_points_elsewhere_or_into_the_own_network_is_not_followed()
    {
        var redirected = await ImportAsync(new Uri(app.PlainAddress, "/redirect/302").ToString());
        var inside = await ImportAsync("https://169.254.169.254/latest/meta-data");

        Assert.That(redirected.Notes.Single(), Does.Contain("Redirected"));
        Assert.That(inside.Notes.Single(), Does.Contain("AddressRefused"));
    }

    [Test]
    public async Task Without_a_picture_there_is_the_first_letter()
    {
        app.Files.Clear();
        await ImportAsync();

        var page = await bench.PageAsync((await bench.AskAsync()).Headers.Location!.OriginalString);

        Assert.That(page.QuerySelector(".mark.app")?.TextContent.Trim(), Is.EqualTo("S"));
        Assert.That(page.QuerySelectorAll("img[src*='app-logos']"), Is.Empty);
    }

    [Test]
    public async Task The_job_brings_a_new_picture_after_a_day_and_keeps_the_old_one_while_there_is_none()
    {
        await ImportAsync();
        var first = await PathAsync();
        app.Files["logo"] = ("image/png", OtherPng);

        await RunJobAsync();
        Assert.That(await PathAsync(), Is.EqualTo(first), "it was fetched a moment ago");

        bench.Host.Clock.Advance(LogoJob.Fresh);
        app.Files.Clear();
        await RunJobAsync();
        Assert.That(await PathAsync(), Is.EqualTo(first));

        bench.Host.Clock.Advance(LogoJob.Fresh);
        app.Files["logo"] = ("image/png", OtherPng);
        await RunJobAsync();
        Assert.That(await PathAsync(), Is.Not.EqualTo(first).And.Not.Null);
        Assert.That((await bench.Ada.Http.GetAsync(first)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_picture_of_another_address_does_not_count_and_one_of_no_address_goes()
    {
        await ImportAsync();
        var path = await PathAsync();

        await ImportAsync(new Uri(app.PlainAddress, "/files/missing").ToString());
        Assert.That(await PathAsync(), Is.Null);

        await ImportAsync();
        await ImportAsync(source: null);
        await RunJobAsync();
        Assert.That((await bench.Ada.Http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("AAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("short")]
    [TestCase("..%2f..%2fetc%2fpasswd")]
    public async Task An_address_that_was_made_up_shows_nothing(string key) =>
        Assert.That((await bench.Ada.Http.GetAsync("/app-logos/" + key)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    private Task<ImportedEntry> ImportAsync() => ImportAsync(Source);

    private async Task<ImportedEntry> ImportAsync(string? source)
    {
        var client = AuthorizationBench.App with { Name = "shop", FirstParty = false, RequirePkce = false, LogoUri = source };
        using var entry = JsonDocument.Parse(ClientMapping.WriteMetadata(client));
        return await bench.Host.Get<ClientImport>().ImportAsync(client.ClientId, entry.RootElement.Clone(), CancellationToken.None);
    }

    private async Task<string?> PathAsync()
    {
        var client = await bench.Host.Get<ClientCatalog>().FindAsync(AuthorizationBench.App.ClientId, CancellationToken.None);
        return await bench.Host.Get<LogoCatalog>().PathOfAsync(client!, CancellationToken.None);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PageForStrangerAsync()
    {
        using var stranger = new Visitor(bench.Host);
        using var detour = await stranger.Http.GetAsync(AuthorizationBench.Query());
        return new HtmlParser().ParseDocument(await stranger.Http.GetStringAsync(detour.Headers.Location));
    }

    private Task RunJobAsync() => bench.Host.Services.GetServices<IJob>().OfType<LogoJob>().Single().RunAsync(CancellationToken.None);
}
