using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Pages;

internal sealed class SignInScreen(IPage page)
{
    public ILocator Name => page.GetByLabel("E-mail or user name");

    public ILocator UsePasskey => page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" });

    public ILocator OtherMethods => page.GetByRole(AriaRole.Link, new() { Name = "Use another method" });

    public ILocator Alert => page.GetByRole(AriaRole.Alert);

    public Task OpenAsync() => page.GotoAsync("/sign-in");

    /// <summary>Opens the page and waits until autofill has found nothing on this device, so that the next prompt is the button's.</summary>
    public Task OpenWithoutAutofillAsync() => WaitForReportAsync(OpenAsync, "NotAllowedError");

    /// <summary>The same where only keys to plug in are there, for which browsers offer no autofill. The button shows that the script runs.</summary>
    public async Task OpenWithKeysOnlyAsync()
    {
        await OpenAsync();
        await Expect(UsePasskey).ToBeVisibleAsync();
    }

    /// <summary>Asks in vain, and waits until autofill is offered again and has found nothing either.</summary>
    public Task AskInVainAsync(ILocator button) => WaitForReportAsync(() => button.ClickAsync(), "NotAllowedError", "Conditional");

    public async Task ContinueAsync(string name)
    {
        await Name.FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    public Task ShouldBeSignedInAsync() => Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys", Level = 1 })).ToBeVisibleAsync();

    private Task<IRequest> WaitForReportAsync(Func<Task> action, params string[] words) => page.RunAndWaitForRequestAsync(
        action,
        request => request.Url.EndsWith("/passkeys/reports", StringComparison.Ordinal)
            && words.All(word => request.PostData?.Contains(word, StringComparison.Ordinal) is true));
}
