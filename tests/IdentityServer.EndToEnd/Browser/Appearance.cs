using System.Text.RegularExpressions;
using IdentityServer.TestKit;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

internal static class Appearance
{
    private const int Wide = 1280;
    private const int Narrow = 320;

    private static readonly string Folder = Repository.File("artifacts/screenshots");

    public static async Task CheckAsync(IPage page, string name)
    {
        await LookAsync(page, $"{name}-light");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await LookAsync(page, $"{name}-dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

        await page.SetViewportSizeAsync(Narrow, 720);
        await LookAsync(page, $"{name}-320");
        await ShouldFitAsync(page, name);
        await page.SetViewportSizeAsync(Wide, 800);

        // Whoever looks at the same page twice finds the language of the first time in its address.
        var address = Regex.Replace(page.Url, "[?&]ui_locales=[a-z]+$", "");
        await page.GotoAsync(In(address, "de"));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await LookAsync(page, $"{name}-de");
        await page.GotoAsync(In(address, "en"));
    }

    private static string In(string address, string language) =>
        $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}ui_locales={language}";

    private static async Task LookAsync(IPage page, string picture)
    {
        await Accessibility.CheckAsync(page);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, picture + ".png"), FullPage = true });
    }

    // WCAG 2.2 success criterion 1.4.10: nothing is reached only by scrolling sideways.
    private static async Task ShouldFitAsync(IPage page, string name) => Assert.That(
        await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(Narrow), $"{name} is wider than {Narrow} px");
}
