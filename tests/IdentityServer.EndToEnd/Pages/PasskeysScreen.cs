using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Pages;

internal sealed class PasskeysScreen(IPage page)
{
    public ILocator Card(string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    public Task OpenAsync() => page.GotoAsync("/account/passkeys");

    public async Task AddAsync(string where)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = where }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your passkey is ready" })).ToBeVisibleAsync();
    }

    public async Task RenameAsync(string name, string newName)
    {
        await Card(name).GetByRole(AriaRole.Link, new() { Name = "Rename" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync(newName);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    public Task BeginRemovalAsync(string name) => Card(name).GetByRole(AriaRole.Link, new() { Name = "Remove" }).ClickAsync();

    public Task ConfirmRemovalAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
}
