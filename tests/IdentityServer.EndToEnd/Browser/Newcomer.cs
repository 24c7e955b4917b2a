using IdentityServer.Passkeys.Setup;
using IdentityServer.TestKit;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

internal static class Newcomer
{
    /// <summary>Follows the set-up link, makes a passkey and leaves: from here on this browser can sign in as ada.</summary>
    public static async Task SetUpAdaAsync(this IPage page, TestHost host)
    {
        await page.GotoAsync((await host.Get<SetupLinks>().MakeAsync(CancellationToken.None))!.ToString());
        await page.GetByLabel("User name").FillAsync("ada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys", Level = 1 })).ToBeVisibleAsync();
        await page.SignOutAsync();
    }

    /// <summary>From any page of the account.</summary>
    public static async Task SignOutAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You have been signed out" })).ToBeVisibleAsync();
    }
}
