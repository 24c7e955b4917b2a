using IdentityServer.EndToEnd.Browser;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.OpenId;

/// <summary>A newcomer's first minute.</summary>
internal sealed class PlaygroundTests : BrowserTest
{
    [Test]
    public async Task A_sign_in_and_its_tokens_are_seen_and_used_in_every_response_mode()
    {
        await Authenticators.AddInternalAsync();
        await Page.SetUpAdaAsync(Host);

        await AskAsync();
        await AllowAsync();
        await ShouldTellAsync("ID token: the signature is right");
        await ShouldLookRightAsync("playground");

        await ClickAsync("Ask userinfo");
        await ShouldTellAsync("Userinfo (200)");
        await Assertions.Expect(Page.GetByText("preferred_username")).ToBeVisibleAsync();
        await ClickAsync("Refresh the tokens");
        await ShouldTellAsync("Fresh tokens (200)");
        await ClickAsync("Revoke the refresh token");
        await ShouldTellAsync("Revocation (200)");

        foreach (var mode in (string[])["query", "fragment", "form_post"])
        {
            await AskAsync(("response_mode", mode));
            await AllowAsync();
            await ShouldTellAsync("ID token: the signature is right");
        }

        await ClickAsync("Sign out");
        await ShouldTellAsync("Signed out");
        await AskAsync(("prompt", "none"));
        await Assertions.Expect(Page.GetByText("login_required")).ToBeVisibleAsync();
    }

    private async Task AskAsync(params (string Field, string Value)[] choices)
    {
        await Page.GotoAsync("/playground");
        foreach (var (field, value) in choices)
            await Page.GetByLabel(field).SelectOptionAsync(value);
        await ClickAsync("Sign in");
    }

    private Task AllowAsync() => Page.Locator("#consent-allow").ClickAsync();

    private Task ClickAsync(string name) => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private Task ShouldTellAsync(string heading) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
}
