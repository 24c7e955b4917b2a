using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Accounts;

/// <summary>Nobody is signed out unawares, and nothing that was typed is lost (WCAG 2.2.1).</summary>
[Property("Case", "UX-80")]
internal sealed class SignInEndTests : BrowserTest
{
    private Person person;

    private ILocator Warning => Page.GetByRole(AriaRole.Dialog);

    private ILocator Name => Page.GetByLabel("Full name");

    [SetUp]
    public async Task TypeSomethingAsync()
    {
        person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
        await Page.Clock.InstallAsync();
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
        await Page.GotoAsync("/account/profile");
        await Name.FillAsync("Ada Lovelace");
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test]
    public async Task Who_answers_the_warning_stays_and_goes_on_where_they_were()
    {
        await PassAsync(TimeSpan.FromMinutes(57));
        await Expect(Warning).ToHaveCountAsync(0);
        await PassAsync(TimeSpan.FromMinutes(2));
        await Expect(Warning.GetByRole(AriaRole.Heading, new() { Name = "Are you still there?" })).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync();
        await PictureAsync("sign-in-end-idle");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Page.SetViewportSizeAsync(320, 640);
        await PictureAsync("sign-in-end-idle-dark-320");

        await Warning.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await Expect(Warning).ToHaveCountAsync(0);
        await Expect(Name).ToBeFocusedAsync();
        await PassAsync(TimeSpan.FromMinutes(30));
        await SaveAsync();
    }

    [Test]
    public async Task Escape_is_an_answer_too()
    {
        await PassAsync(TimeSpan.FromMinutes(59));
        await Expect(Warning).ToBeVisibleAsync();

        var answered = Page.WaitForResponseAsync("**/account/stay");
        await Page.Keyboard.PressAsync("Escape");
        await answered;

        await PassAsync(TimeSpan.FromMinutes(30));
        await SaveAsync();
    }

    [Test]
    public async Task What_was_typed_outlives_the_sign_in()
    {
        await PassAsync(TimeSpan.FromMinutes(61));
        await Expect(Warning.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync();
        await PictureAsync("sign-in-end-over");

        await SignInInANewTabAsync();

        await Expect(Warning).ToHaveCountAsync(0);
        await SaveAsync();
    }

    [Test]
    public async Task The_longest_a_sign_in_may_last_is_said_and_not_lengthened()
    {
        for (var time = 0; time < 13; time++)
        {
            await PassAsync(TimeSpan.FromMinutes(55));
            await Page.GotoAsync("/account/profile");
        }

        await PassAsync(TimeSpan.FromSeconds(3.5 * 60));

        await Expect(Warning.GetByRole(AriaRole.Heading, new() { Name = "Your sign-in ends soon" })).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync();
        await PictureAsync("sign-in-end-absolute");
        await Warning.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(Warning).ToHaveCountAsync(0);
        await PassAsync(TimeSpan.FromMinutes(2));
        await Expect(Warning.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
    }

    private async Task PassAsync(TimeSpan time)
    {
        Host.Clock.Advance(time);
        await Page.Clock.FastForwardAsync((long)time.TotalMilliseconds);
    }

    private async Task SignInInANewTabAsync()
    {
        var opening = Context.WaitForPageAsync();
        await Warning.GetByRole(AriaRole.Link, new() { Name = "Sign in in a new tab" }).ClickAsync();
        var tab = await opening;
        await (await (await VirtualAuthenticators.EnableAsync(tab)).AddInternalAsync()).AddAsync(person.Passkey);
        await new SignInScreen(tab).OpenAsync();
        await new SignInScreen(tab).ShouldBeSignedInAsync();
        await Page.BringToFrontAsync();
    }

    private async Task SaveAsync()
    {
        await Expect(Name).ToHaveValueAsync("Ada Lovelace");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByText("Your profile is saved.")).ToBeVisibleAsync();
    }

    private Task<byte[]> PictureAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Repository.File($"artifacts/screenshots/{name}.png") });
}
