using System.Net;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Tests.Shared.Headers;

/// <summary>Passkeys-and-people §5.1, one answer of each kind.</summary>
internal sealed class PageClassTests
{
    private const string StrictPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-report; report-to csp";

    private TestHost host;
    private HttpClient browser;

    [OneTimeSetUp]
    public void Start()
    {
        host = new()
        {
            Environment = "Production",
            Settings =
            {
                ["IdentityServer:RelyingPartyId"] = "id.example.com",
                // A built tree holds the framework's caching back until it is published.
                ["EnableStaticAssetsDevelopmentCaching"] = "true",
                ["IdentityServer:Issuer"] = "https://id.example.com",
                ["IdentityServer:Branding:Accent"] = "#7a1f5c",
                ["IdentityServer:Branding:Logo"] = "logo.svg",
            },
        };
        browser = host.NewBrowser("https://id.example.com");
        File.WriteAllText(Path.Combine(host.DataDirectory, "logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        browser.Dispose();
        return host.DisposeAsync();
    }

    [Property("Case", "SS-01"), Property("Case", "SS-15"), Property("Case", "H05")]
    [TestCase("/")]
    [TestCase("/error")]
    [TestCase("/no/such/page")]
    public async Task A_page_runs_nothing_but_our_own_files(string path) =>
        Assert.That(await HeaderAsync(path, "Content-Security-Policy"), Is.EqualTo(StrictPolicy));

    [Property("Case", "SS-03")]
    [TestCase("/")]
    [TestCase("/no/such/page")]
    public async Task A_page_may_use_passkeys_and_nothing_else_that_is_powerful(string path)
    {
        var policy = await HeaderAsync(path, "Permissions-Policy");

        Assert.That(policy, Does.StartWith("publickey-credentials-get=(self), publickey-credentials-create=(self)"));
        Assert.That(policy.Split(", ").Skip(3), Has.All.EndsWith("=()").And.Some.StartsWith("otp-credentials").And.Some.StartsWith("identity-credentials-get"));
    }

    [Property("Case", "SS-04"), Property("Case", "SS-05"), Property("Case", "SS-06")]
    [TestCase("/")]
    [TestCase("/no/such/page")]
    public async Task A_page_is_nobodys_frame_nobodys_opener_and_never_stored(string path)
    {
        Assert.That(await HeaderAsync(path, "X-Frame-Options"), Is.EqualTo("DENY"));
        Assert.That(await HeaderAsync(path, "Cross-Origin-Opener-Policy"), Is.EqualTo("same-origin"));
        Assert.That(await HeaderAsync(path, "Cross-Origin-Resource-Policy"), Is.EqualTo("same-origin"));
        Assert.That(await HeaderAsync(path, "Referrer-Policy"), Is.EqualTo("same-origin"));
        Assert.That(await HeaderAsync(path, "Cache-Control"), Is.EqualTo("no-store"));
        Assert.That(await HeaderAsync(path, "Reporting-Endpoints"), Is.EqualTo("csp=\"/csp-report\""));
    }

    [Test, Property("Case", "S11")]
    public async Task No_page_of_any_room_lets_itself_be_framed()
    {
        Assert.That(Pages, Does.Contain("/consent").And.Contain("/sign-in").And.Contain("/account/apps"));

        foreach (var page in Pages.Append("/connect/authorize").Append("/connect/logout"))
        {
            using var answer = await browser.GetAsync(page);
            Assert.That(answer.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }), page);
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"), page);
        }
    }

    [Test, Property("Case", "S09"), Property("Case", "L02")]
    public async Task No_page_of_any_room_takes_a_form_that_it_has_not_made()
    {
        foreach (var page in Pages)
        {
            using var answer = await browser.PostAsync(page, new FormUrlEncodedContent([new("Name", "ada"), new("Password", "x")]));
            Assert.That((int)answer.StatusCode, Is.AnyOf(400, 401, 404), page);
        }
    }

    [Property("Case", "SS-05")]
    [TestCase("/")]
    [TestCase("/no/such/page")]
    [TestCase("/health/live")]
    [TestCase("/.well-known/jwks.json")]
    [TestCase("/site.css")]
    [TestCase("/brand.css")]
    [TestCase("/brand/logo")]
    public async Task Every_answer_is_taken_at_its_word_and_insists_on_https(string path)
    {
        Assert.That(await HeaderAsync(path, "X-Content-Type-Options"), Is.EqualTo("nosniff"));
        Assert.That(await HeaderAsync(path, "Strict-Transport-Security"), Is.EqualTo("max-age=63072000; includeSubDomains; preload"));
    }

    [TestCase("/health/live")]
    [TestCase("/.well-known/jwks.json")]
    [TestCase("/site.css")]
    [TestCase("/brand.css")]
    public async Task What_is_no_document_can_do_nothing_when_it_is_opened_as_one(string path) =>
        Assert.That(await HeaderAsync(path, "Content-Security-Policy"), Does.Contain("default-src 'none'").And.Contain("sandbox").And.Contain("frame-ancestors 'none'"));

    [Test]
    public async Task Data_is_not_stored() => Assert.That(await HeaderAsync("/health/live", "Cache-Control"), Does.Contain("no-store"));

    [Property("Case", "SS-04"), Property("Case", "SS-06")]
    [Test]
    public async Task Public_data_may_be_read_from_anywhere_and_kept()
    {
        Assert.That(await HeaderAsync("/.well-known/jwks.json", "Cross-Origin-Resource-Policy"), Is.EqualTo("cross-origin"));
        Assert.That(await HeaderAsync("/.well-known/jwks.json", "Cache-Control"), Does.Not.Contain("no-store"));
    }

    [Property("Case", "SS-04")]
    [Test]
    public async Task A_logo_may_be_shown_anywhere_but_never_runs()
    {
        Assert.That(await HeaderAsync("/brand/logo", "Content-Type"), Is.EqualTo("image/svg+xml"));
        Assert.That(await HeaderAsync("/brand/logo", "Cross-Origin-Resource-Policy"), Is.EqualTo("cross-origin"));
        Assert.That(await HeaderAsync("/brand/logo", "Content-Security-Policy"), Is.EqualTo("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"));
    }

    [Test]
    public async Task Our_own_files_are_kept_for_good_under_their_fingerprint_and_compared_without_it()
    {
        var home = await browser.GetStringAsync(new Uri("/", UriKind.Relative));
        var fingerprinted = home.Split('"').First(part => part.StartsWith("/site.", StringComparison.Ordinal));

        Assert.That(fingerprinted, Is.Not.EqualTo("/site.css"));
        Assert.That(await HeaderAsync(fingerprinted, "Cache-Control"), Does.Contain("immutable"));
        Assert.That(await HeaderAsync("/site.css", "Cache-Control"), Is.EqualTo("no-cache"));
        Assert.That(await HeaderAsync("/site.css", "ETag"), Is.Not.Empty);
    }

    [Property("Case", "SS-01")]
    [Test]
    public async Task No_page_carries_script_or_style_in_itself()
    {
        var home = await browser.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.That(home, Does.Not.Contain("style=").And.Not.Contain("<style").And.Not.Match("<script(?! type=\"module\" src=\"/)").And.Not.Match(" on[a-z]+="));
    }

    [Test]
    public async Task The_whole_shell_stays_small()
    {
        Assert.That((await browser.GetByteArrayAsync(new Uri("/site.css", UriKind.Relative))).Length, Is.LessThan(25_000));
        Assert.That((await browser.GetByteArrayAsync(new Uri("/shell.js", UriKind.Relative))).Length, Is.LessThan(3_000));
    }

    private IEnumerable<string> Pages =>
        from page in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where page.Metadata.GetMetadata<PageActionDescriptor>() is not null && page.RoutePattern.Parameters is []
        select "/" + page.RoutePattern.RawText!.TrimStart('/');

    private async Task<string> HeaderAsync(string path, string name)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.NotFound));

        return answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key == name).SelectMany(header => header.Value).SingleOrDefault() ?? "";
    }
}
