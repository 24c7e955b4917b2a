using System.Net;
using System.Net.Sockets;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.TestKit.Relying;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using RelyingApp;

namespace IdentityServer.EndToEnd.OpenId;

/// <summary>The app next door, from the first click to the message that its visitor left elsewhere.</summary>
[Category("Slow")]
internal sealed class RelyingAppTests : BrowserTest
{
    // Not localhost: signing out clears the cookies of the server's whole site, and ports make no sites.
    private readonly string appOrigin = $"http://127.0.0.1:{FreePort()}";
    private WebApplication app;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("IdentityServer:Outgoing:AllowedOrigins:0", appOrigin)];

    [OneTimeSetUp]
    public async Task StartAppAsync()
    {
        var registration = new Registration
        {
            ClientId = "relying-app",
            Name = "Relying App",
            Proof = new ClientProof.None(),
            RedirectUri = $"{appOrigin}/callback",
            PostLogoutRedirectUri = $"{appOrigin}/signed-out",
            BackchannelLogoutUri = $"{appOrigin}/backchannel-logout",
            IdTokenAlgorithm = "ES256",
            FirstParty = false,
        };
        await Host.RegisterAsync(registration);
        app = App.Build([$"--Issuer={Origin}", $"--Origin={appOrigin}", "--Logging:LogLevel:Default=Error"], Host.Clock);
        await app.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAppAsync() => await app.DisposeAsync();

    [Test]
    public async Task Somebody_signs_in_looks_around_and_signs_out()
    {
        await Authenticators.AddInternalAsync();
        await Page.SetUpAdaAsync(Host);

        await Page.GotoAsync(appOrigin);
        await ClickAsync("Am I signed in already?");
        await ShouldSayAsync("login_required");

        await SignInAsync();
        await ClickAsync("Who am I?");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "preferred_username ada" })).ToBeVisibleAsync();
        await ClickAsync("Refresh the tokens");
        await ShouldSayAsync("The tokens are fresh.");

        await ClickAsync("Sign out");
        await ShouldSayAsync("You are signed out.");
        await ClickAsync("Am I signed in already?");
        await ShouldSayAsync("login_required");

        await SignInAsync();
        await SignOutAtTheServerAsync();
        await Page.GotoAsync(appOrigin);
        await ShouldBeToldAsync();
    }

    private ILocator Subject => Page.Locator("#subject");

    /// <summary>Autofill finds the passkey. Any program could pretend to be an app on this machine, so consent is asked every time.</summary>
    private async Task SignInAsync()
    {
        await ClickAsync("Sign in");
        await Page.Locator("#consent-allow").ClickAsync();
        await Assertions.Expect(Subject).ToBeVisibleAsync();
    }

    /// <summary>The message travels by itself, so the page is asked until it has arrived.</summary>
    private async Task ShouldBeToldAsync()
    {
        for (var tries = 0; tries < 50 && await Subject.IsVisibleAsync(); tries++)
        {
            await Page.WaitForTimeoutAsync(100);
            await Page.ReloadAsync();
        }

        await ShouldSayAsync("You signed out elsewhere");
    }

    private async Task SignOutAtTheServerAsync()
    {
        await Page.GotoAsync("/account/passkeys");
        await Page.SignOutAsync();
    }

    private Task ClickAsync(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private Task ShouldSayAsync(string text) => Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync(text);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
