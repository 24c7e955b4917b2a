using IdentityServer.EndToEnd.Browser;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.EndToEnd.Interop;

/// <summary>
/// Somebody with a passkey in this browser, and an app that was written by others and lives by the clock on the wall.
/// </summary>
[Category("Slow"), Category("Interop")]
internal abstract class InteropTest : BrowserTest
{
    protected static string Folder { get; } = Repository.File("tests/interop");

    protected override void Fake(IServiceCollection services) => services.AddSingleton(TimeProvider.System);

    [SetUp]
    public async Task MakePasskeyAsync()
    {
        await Authenticators.AddInternalAsync();
        await Page.SetUpAdaAsync(Host);
    }

    /// <summary>On the consent page, the first time this app asks. The sign-in page before it needs no hand: autofill finds the passkey.</summary>
    protected Task AllowAsync() => Page.Locator("#consent-allow").ClickAsync();

    /// <summary>Signed out at the server too. Its pages cannot be asked: autofill would sign in again at once.</summary>
    protected async Task ShouldHaveNoSessionAsync() =>
        Assert.That((await Context.CookiesAsync()).Select(cookie => cookie.Name), Has.None.EqualTo("__Host-session"));
}
