using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.TestKit;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Two domains of one owner, and a browser that finds both on this machine: the passkeys of one open the other.</summary>
internal sealed class RelatedOriginTests
{
    private const string Home = "https://rp.test";
    private const string Related = "https://related.example";

    private TestHost host;
    private X509Certificate2 certificate;
    private IPlaywright playwright;
    private IBrowser browser;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        certificate = Certificate();
        host = new TestHost
        {
            Settings =
            {
                ["IdentityServer:Issuer"] = Home,
                ["IdentityServer:RelyingPartyId"] = "rp.test",
                ["IdentityServer:Edge:Hosts:0"] = "related.example",
                ["IdentityServer:Edge:Hosts:1"] = "unrelated.example",
                ["IdentityServer:Passkeys:RelatedOrigins:0"] = Related,
            },
        };
        host.Clock.Set(TimeProvider.System.GetUtcNow());
        var port = host.Listen(certificate);

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Find(),
            Args = [.. Chromium.Arguments, "--ignore-certificate-errors", $"--host-resolver-rules=MAP * 127.0.0.1:{port}"],
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await host.DisposeAsync();
        certificate.Dispose();
    }

    [Test, Property("Case", "WA-07")]
    public async Task A_passkey_opens_the_related_page()
    {
        using var person = await Person.MakeAsync(host);
        var (page, device) = await OpenAsync(Related);
        await new SignInScreen(page).OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);

        await new SignInScreen(page).UsePasskey.ClickAsync();

        await new SignInScreen(page).ShouldBeSignedInAsync();
        Assert.That(page.Url, Does.StartWith(Related));
        await host.ShouldCountAsync("login unknown page_view", "login modal options_issued", "login modal prompt_invoked", "login modal browser_resolved", "login modal verify_ok", "login modal session");
    }

    [Test, Property("Case", "WA-07")]
    public async Task A_page_that_is_not_listed_gets_no_question()
    {
        using var person = await Person.MakeAsync(host);
        var (page, device) = await OpenAsync("https://unrelated.example");
        await device.AddAsync(person.Passkey);

        var before = await host.HowOftenAsync("login modal options_issued");
        await page.GotoAsync("/sign-in");
        await new SignInScreen(page).UsePasskey.ClickAsync();

        await Assertions.Expect(new SignInScreen(page).Alert).ToBeVisibleAsync();
        Assert.That(page.Url, Does.Contain("/sign-in"));
        Assert.That(await host.HowOftenAsync("login modal options_issued"), Is.EqualTo(before));
        await host.ShouldCountAsync("login unknown page_view", "login unknown options_issued: cross_origin");
    }

    private async Task<(IPage Page, VirtualAuthenticator Device)> OpenAsync(string origin)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = origin, Locale = "en-GB", IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        return (page, await (await VirtualAuthenticators.EnableAsync(page)).AddInternalAsync());
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rp.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in (string[])["rp.test", "related.example", "unrelated.example"])
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
