using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Pages;

internal sealed class HomePage(IPage page)
{
    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator SignIn => page.GetByRole(AriaRole.Link, new() { Name = "Sign in" });

    public Task OpenAsync() => page.GotoAsync("/");

    public Task SwitchToAsync(string language) => page.GetByRole(AriaRole.Link, new() { Name = language }).ClickAsync();
}
