using IdentityServer.Accounts;
using IdentityServer.Data.Jobs;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using IdentityServer.Sessions.Privacy;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Privacy;

/// <summary>Somebody takes their data with them, deletes their account, regrets it, and deletes it for good.</summary>
internal sealed class ExportAndDeletionTests : BrowserTest
{
    private Person person;
    private MailBox mails;

    private string Address => $"{person.Name}@example.com";

    [SetUp]
    public async Task SignInAsync()
    {
        person = await Person.MakeAsync(Host);
        mails = new(Host);
        await mails.GiveAddressAsync(person.Name, Address);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test, Property("Case", "OP-51")]
    public async Task The_data_leaves_in_two_forms_once_each()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Privacy" }).ClickAsync();
        await ShouldLookRightAsync("privacy");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Get your data" }).ClickAsync();
        await ShouldLookRightAsync("privacy-export");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Confirm and continue" }).ClickAsync();
        await Expect(Page.GetByText("Hand out everything that is kept about you")).ToBeVisibleAsync();
        await ConfirmAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your data is ready" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("privacy-export-ready");
        var json = await DownloadAsync("For programs (JSON)");
        var page = await DownloadAsync("To read (HTML)");

        Assert.That(await File.ReadAllTextAsync(await json.PathAsync()), Does.Contain(Address).And.Contain("webauthn.login.succeeded"));
        var reader = await Context.NewPageAsync();
        await reader.SetContentAsync(await File.ReadAllTextAsync(await page.PathAsync()));
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Your data at localhost" })).ToBeVisibleAsync();
        await Expect(reader.GetByText(Address).First).ToBeVisibleAsync();
        await Accessibility.CheckAsync(reader);
        await reader.ScreenshotAsync(new() { Path = Repository.File("artifacts/screenshots/privacy-export-page.png") });

        await Page.ReloadAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "For programs (JSON)" }).ClickAsync();
        await Expect(Page.GetByText("This form was handed out already").First).ToBeVisibleAsync();
    }

    [Test, Property("Case", "OP-52")]
    public async Task An_account_is_deleted_taken_back_from_the_mail_and_deleted_for_good()
    {
        await DeleteAsync();
        await ShouldLookRightAsync("account-closed");
        Complaints.Expect(400);
        await Page.GotoAsync("/sign-in");
        await Expect(new SignInScreen(Page).Alert).ToContainTextAsync("We could not sign you in with that passkey.");

        await Page.GotoAsync((await mails.AllAsync(Address))[^1].LinkTo(AccountDeletions.ClosedPath).PathAndQuery);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your account is closed" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Keep my account" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your account stays" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("account-kept");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First.ClickAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();

        await DeleteAsync();
        Host.Clock.Advance(TimeSpan.FromDays(14));
        await Host.Get<IEnumerable<IJob>>().OfType<ErasureJob>().Single().RunAsync(CancellationToken.None);

        Assert.That(await Host.Get<AccountStore>().FindByNameAsync(person.Name, CancellationToken.None), Is.Null);
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing to take back" })).ToBeVisibleAsync();
    }

    private async Task DeleteAsync()
    {
        await Page.GotoAsync("/account/privacy/delete");
        await ShouldLookRightAsync("privacy-delete");
        await Page.GetByLabel("I want my account to be closed now").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(Page.GetByText($"Delete the account “{person.Name}”")).ToBeVisibleAsync();
        await ConfirmAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your account is closed" })).ToBeVisibleAsync();
    }

    private Task ConfirmAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

    private Task<IDownload> DownloadAsync(string button) =>
        Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
}
