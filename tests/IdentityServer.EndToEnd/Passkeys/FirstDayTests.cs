using IdentityServer.EndToEnd.Browser;
using IdentityServer.Passkeys.Setup;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>What somebody does on the first day: set up, sign in, add a key, rename it, remove it.</summary>
internal sealed class FirstDayTests : BrowserTest
{
    [Test]
    public async Task The_first_administrator_is_made_and_signs_in_by_autofill()
    {
        await Authenticators.AddInternalAsync(synced: true);
        await Page.GotoAsync((await Host.Get<SetupLinks>().MakeAsync(CancellationToken.None))!.ToString());
        await ShouldLookRightAsync("setup");

        await Page.GetByLabel("User name").FillAsync("ada");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Used to sign in now")).ToBeVisibleAsync();
        await ShouldLookRightAsync("passkeys");
        await Host.ShouldCountAsync(
            "register unknown page_view", "register modal options_issued", "register modal prompt_invoked", "register modal browser_resolved", "register modal verify_ok",
            "login unknown page_view", "login conditional options_issued", "login conditional prompt_invoked", "login conditional browser_resolved",
            "login conditional verify_ok", "login conditional session");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You have been signed out" })).ToBeVisibleAsync();
    }
}
