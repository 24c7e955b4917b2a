using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Shared;

internal sealed class ErrorTests : BrowserTest
{
    [Test]
    public async Task An_unknown_address_gets_a_page_with_a_next_step()
    {
        Complaints.Expect(404);
        var error = new ErrorScreen(Page);
        await Page.GotoAsync("/no/such/page");

        await Expect(error.Heading).ToHaveTextAsync("We cannot find this page");
        Assert.That(await error.SupportCodeAsync(), Does.Match("^[0-9a-f]{32}$"));
        await ShouldLookRightAsync("not-found");

        await error.GoToStartAsync();
        await Expect(Page).ToHaveURLAsync(Origin + "/");
    }
}
