using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Pages;

internal sealed class ErrorScreen(IPage page)
{
    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public Task<string> SupportCodeAsync() => page.GetByRole(AriaRole.Definition).InnerTextAsync();

    public Task GoToStartAsync() => page.GetByRole(AriaRole.Link, new() { Name = "Go to the start page" }).ClickAsync();
}
