using System.Text.RegularExpressions;
using IdentityServer.Audit;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.OpenId.Clients;
using IdentityServer.Passkeys.Setup;
using IdentityServer.TestKit.OpenId;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.OpenId;

/// <summary>What a person sees between an app and its answer.</summary>
internal sealed class AuthorizationPagesTests : BrowserTest
{
    private ReturnPage app;

    private string Callback => app.Callback;

    [OneTimeSetUp]
    public async Task StartAppAsync() => app = await ReturnPage.OpenAsync();

    [OneTimeTearDown]
    public ValueTask StopAppAsync() => app.DisposeAsync();

    [SetUp]
    public async Task SignInAsync()
    {
        await Authenticators.AddInternalAsync(synced: true);
        if (await Host.Get<SetupLinks>().MakeAsync(CancellationToken.None) is { } link)
        {
            await Host.Get<ClientRegistry>().SaveAsync(
                A.Client() with { Name = "Photo Archive", PolicyUri = app.Home + "/privacy", RedirectUris = [Callback], PostLogoutRedirectUris = [app.Home + "/signed-out"] },
                Actor.System, CancellationToken.None);
            await Page.GotoAsync(link.ToString());
            await Page.GetByLabel("User name").FillAsync("ada");
            await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
            await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys", Level = 1 })).ToBeVisibleAsync();
        }
    }

    [Test, Order(1)]
    public async Task A_person_reads_what_an_app_wants_and_allows_it()
    {
        await AuthorizeAsync(("scope", "openid profile email offline_access"), ("claims", """{"userinfo":{"birthdate":null}}"""));
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "May Photo Archive use your account?" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("consent");

        await Page.GetByLabel("See your e-mail address").UncheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/callback\\?code="));

        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await AuthorizeAsync(("prompt", "select_account"));
        await ShouldLookRightAsync("choose-account");
        await Page.GetByRole(AriaRole.Button, new() { Name = "ada" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/callback\\?code="));

        var posted = await Page.RunAndWaitForRequestAsync(
            () => AuthorizeAsync(("response_mode", "form_post")), request => request.Method == "POST" && request.Url == Callback);
        Assert.That(posted.PostData, Does.StartWith("code=").And.Contain("&state=").And.Contain("&iss="));

        await Page.GotoAsync("/connect/logout?client_id=app&post_logout_redirect_uri=" + app.Home + "/signed-out");
        await ShouldLookRightAsync("logout-confirmation");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(app.Home + "/signed-out");

        await Page.GotoAsync("/signed-out");
        await ShouldLookRightAsync("signed-out");
    }

    [Test]
    public async Task An_app_that_is_not_registered_gets_nobody()
    {
        Complaints.Expect(400);

        await AuthorizeAsync(("redirect_uri", app.Home + "/other"));

        await Expect(new ErrorScreen(Page).Heading).ToHaveTextAsync("We cannot process this request");
        await Expect(Page.GetByText("redirect_uri is not registered")).ToBeVisibleAsync();
        await ShouldLookRightAsync("authorize-error");
    }

    private Task<IResponse?> AuthorizeAsync(params (string Name, string? Value)[] changes) =>
        Page.GotoAsync("/connect/authorize?" + A.AuthorizationParameters([("redirect_uri", Callback), .. changes]).ToForm());
}
