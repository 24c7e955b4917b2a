using IdentityServer.EndToEnd.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

internal sealed class ClosedSignUpTests : BrowserTest
{
    [Test]
    public async Task Whoever_cannot_sign_up_hears_whom_to_ask()
    {
        await Page.GotoAsync("/sign-up");

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Accounts are given out here" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("sign-up-closed");
    }
}
