using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

internal static class Accessibility
{
    private static readonly AxeRunOptions Wcag22AA = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    public static async Task CheckAsync(IPage page)
    {
        var result = await page.RunAxe(Wcag22AA);

        Assert.That(result.Violations.SelectMany(Describe), Is.Empty, $"Accessibility of {page.Url}");
    }

    private static IEnumerable<string> Describe(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id} ({violation.Impact}): {violation.Help}: {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}");
}
