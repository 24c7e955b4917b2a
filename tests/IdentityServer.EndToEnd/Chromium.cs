using Microsoft.Playwright;

namespace IdentityServer.EndToEnd;

/// <summary>
/// One browser for all tests, which is why this stands in their common namespace. Every test gets a context of its own,
/// which is like a fresh profile.
/// </summary>
[SetUpFixture]
internal sealed class Chromium
{
    private static readonly string[] Quiet =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? playwright;
    private static IBrowser? browser;

    // Chromium refuses its sandbox to root, which is who runs tests in containers.
    public static string[] Arguments => Environment.UserName == "root" ? [.. Quiet, "--no-sandbox"] : Quiet;

    public static IBrowser Current => browser ?? throw new InvalidOperationException("The browser is not running.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Args = Arguments,
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    // Without any of these Playwright looks for a browser of its own.
    public static string? Find() => ((string?[])
    [
        Environment.GetEnvironmentVariable("BROWSER_PATH"),
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]).FirstOrDefault(File.Exists);
}
