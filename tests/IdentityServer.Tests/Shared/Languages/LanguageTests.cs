using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Languages;

internal sealed class LanguageTests
{
    private const string German = "Bei IdentityServer anmelden";
    private const string English = "Sign in to IdentityServer";

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

    [TestCase("/?ui_locales=de")]
    [TestCase("/?ui_locales=de-AT")]
    [TestCase("/?ui_locales=fr de en")]
    [TestCase("/?ui_locales=DE")]
    public async Task What_is_wished_comes_first_and_stays(string path)
    {
        Assert.That(await ReadAsync("/"), Does.Contain(English));

        Assert.That(await ReadAsync(path), Does.Contain(German).And.Contain("<html lang=\"de\">"));
        Assert.That(await ReadAsync("/"), Does.Contain(German));
        Assert.That(await ReadAsync("/", accept: "en"), Does.Contain(German));
    }

    [TestCase("/?ui_locales=se")]
    [TestCase("/?ui_locales=")]
    [TestCase("/?ui_locales=%00%0d%0a<script>")]
    [TestCase("/?ui_locales=den")]
    [TestCase("/?ui_locales=fr&ui_locales=de")]
    public async Task A_wish_we_cannot_grant_is_no_error_and_is_not_remembered(string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(English));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    [TestCase("de-CH,de;q=0.9,en;q=0.8", German)]
    [TestCase("en-US,de;q=0.5", English)]
    [TestCase("fr", English)]
    [TestCase("fr,de;q=0.5", German)]
    public async Task Otherwise_the_browser_is_heard(string accept, string heading) =>
        Assert.That(await ReadAsync("/", accept), Does.Contain(heading));

    [Test]
    public async Task The_way_to_the_other_language_keeps_the_address_and_its_values()
    {
        Assert.That(await ReadAsync("/?a=1&b=%26%22"), Does.Contain("href=\"/?a=1&amp;b=%26%22&amp;ui_locales=de\""));
        Assert.That(await ReadAsync("/no/such/page?a=1"), Does.Contain("href=\"/no/such/page?a=1&amp;ui_locales=de\""));
    }

    [Test]
    public async Task An_error_page_speaks_the_language_of_its_address() =>
        Assert.That(await ReadAsync("/no/such/page?ui_locales=de"), Does.Contain("Wir können diese Seite nicht finden"));

    [Property("Case", "SS-07")]
    [Test]
    public async Task The_choice_is_kept_in_a_cookie_of_this_host_alone()
    {
        using var answer = await browser.GetAsync(new Uri("/?ui_locales=de", UriKind.Relative));

        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("__Host-language=").And.Contain("path=/")
            .And.Contain("secure").And.Contain("httponly").And.Contain("samesite=lax").And.Not.Contain("domain"));
    }

    private async Task<string> ReadAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.Add("Accept-Language", accept);
        using var answer = await browser.SendAsync(request);
        return WebUtilityDecoded(await answer.Content.ReadAsStringAsync());
    }

    // Umlauts arrive as entities; quotes and ampersands of attributes must stay as they are.
    private static string WebUtilityDecoded(string html) => html.Replace("&#xF6;", "ö", StringComparison.Ordinal);
}
