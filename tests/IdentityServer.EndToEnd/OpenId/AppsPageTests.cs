using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IdentityServer.Audit;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Logos;
using IdentityServer.Passkeys.Setup;
using IdentityServer.TestKit.OpenId;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.OpenId;

/// <summary>A person lets apps in, looks at them later, and shuts one out.</summary>
internal sealed class AppsPageTests : BrowserTest
{
    private const string LongName = "Rechnungen und Belege der Hausverwaltungsgesellschaft Beispielstadt";

    private ReturnPage app;

    [OneTimeSetUp]
    public async Task StartAppAsync() => app = await ReturnPage.OpenAsync();

    [OneTimeTearDown]
    public ValueTask StopAppAsync() => app.DisposeAsync();

    [Test]
    public async Task Apps_are_seen_with_what_they_may_do_and_can_be_shut_out()
    {
        await RegisterAsync();
        await AuthorizeAsync("photos", "openid");
        await Expect(Page.Locator(".going-to img")).ToHaveAttributeAsync("src", new Regex("^/app-logos/"));
        await ShouldLookRightAsync("sign-in-with-logo");

        await SetUpAsync();
        await Page.GotoAsync("/account/apps");
        await Expect(Page.GetByText("No app has access")).ToBeVisibleAsync();
        await ShouldLookRightAsync("apps-empty");

        await AllowAsync("photos", "openid profile email offline_access");
        await AllowAsync("bills", "openid");
        await Page.GotoAsync("/account/passkeys");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Apps" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Photo Archive" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("apps");

        var card = Page.Locator("section", new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = "Photo Archive" }) });
        await card.GetByRole(AriaRole.Link, new() { Name = "Take back access" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Take back the access of Photo Archive?" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("apps-revoke");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Take back access" }).ClickAsync();

        await Expect(Page.GetByText("Photo Archive has no access any more.")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Photo Archive" })).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = LongName })).ToBeVisibleAsync();
        await AuthorizeAsync("photos", "openid");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "May Photo Archive use your account?" })).ToBeVisibleAsync();
    }

    private async Task RegisterAsync()
    {
        var photos = A.Client() with { ClientId = "photos", Name = "Photo Archive", RedirectUris = [app.Callback], LogoUri = app.Home + "/logo" };
        foreach (var client in new[] { photos, photos with { ClientId = "bills", Name = LongName, LogoUri = null } })
            await Host.Get<ClientRegistry>().SaveAsync(client, Actor.System, CancellationToken.None);

        var logo = Convert.FromBase64String(Logo);
        await Host.Get<LogoStore>().SaveAsync(new()
        {
            ClientId = photos.ClientId,
            Source = photos.LogoUri,
            CheckedAt = Host.Clock.GetUtcNow(),
            Key = SHA256.HashData(logo)[..ClientLogo.KeyLength],
            MediaType = PictureType.Of(logo),
            Picture = logo,
        });
    }

    private async Task SetUpAsync()
    {
        await Authenticators.AddInternalAsync(synced: true);
        await Page.GotoAsync((await Host.Get<SetupLinks>().MakeAsync(CancellationToken.None))!.ToString());
        await Page.GetByLabel("User name").FillAsync("ada");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys", Level = 1 })).ToBeVisibleAsync();
    }

    private async Task AllowAsync(string client, string scope)
    {
        await AuthorizeAsync(client, scope);
        await ShouldLookRightAsync("consent-" + client);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/callback\\?code="));
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private Task<IResponse?> AuthorizeAsync(string client, string scope) => Page.GotoAsync(
        "/connect/authorize?" + A.AuthorizationParameters(("client_id", client), ("redirect_uri", app.Callback), ("scope", scope)).ToForm());

    // A lens on a light square, 96 pixels.
    private const string Logo =
        "iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAYAAADimHc4AAABXklEQVR42u3dsRXCMAwFQI3CSIzAaAzEInSUPBpYAR6xJVtX/AHyL2liW4774/mWvIQSAAAQAAAEAAABAEAAABAAAAQAgAo5Xa5/B0BC6atgRJfiq0JEt+KrQUTX4qtARPfisyFC+bkIofxchFB8LkQoPxchlJ+LAGBXgJ3KH4kQys9FCOXnIgDYCaBD+UcjANgFYMZDv27nr7MKwhIAvxQ/E6IMQMXiZ0FsC3Bk+SMR0gFWKb8qQjmAkeWPQtgGYEb5IxDSAFZ8+6t9BdHx7a/0FQAAkFP+0QgAAAAAAAAAAAAAAAAAAAAAAP+C/AsCYD1g5/UAK2LWhK0J2xVxtS+o9b4gO+PsDbU31O5o5wOcDwDgjJgzYgCcE3ZO2El5syLMigBgXpB5QSZmmRlnZpypieaGmhtqcq7Z0WZHm57u/gD3B7hBwx0yAAQAAAEAQAAAEAAABAAAAEoA0Dkfk6lhxtmlDCMAAAAASUVORK5CYII=";
}
