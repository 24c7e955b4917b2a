using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.EndToEnd.Passkeys;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Accounts;

/// <summary>What somebody tells about themselves: an address that answers, a name, a picture.</summary>
internal sealed class AddressAndProfileTests : BrowserTest
{
    private VirtualAuthenticator device; // the person's, since they signed in

    [Test]
    public async Task An_address_is_added_by_the_button_behind_the_link()
    {
        using var person = await SignInAsync();
        var address = $"{person.Name}@example.com";

        await Page.GotoAsync("/account/email");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add an address" }).ClickAsync();
        await Page.GetByLabel("New address").FillAsync("nobody");
        await ShouldLookRightAsync("email-change");
        await Page.GetByLabel("New address").FillAsync(address);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = $"Waiting for {address}" })).ToBeVisibleAsync();
        await ShouldLookRightAsync("email-waiting");

        await Page.GotoAsync((await new MailBox(Host).NextAsync(address)).LinkTo("/email/confirm").PathAndQuery);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = $"Is {address} yours?" })).ToBeVisibleAsync();
        await Expect(Page).ToHaveURLAsync($"{Origin}/account/email/confirm");
        await ShouldLookRightAsync("email-confirm");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Yes, use this address" }).ClickAsync();

        await Expect(Page.GetByText("Confirmed", new() { Exact = true })).ToBeVisibleAsync();
        await ShouldLookRightAsync("email");
    }

    [Test]
    public async Task A_profile_is_filled_in_and_a_photograph_made_small_enough()
    {
        using var person = await SignInAsync();
        await Page.GotoAsync("/account/profile");
        await Page.GetByLabel("Full name").FillAsync("Ada Lovelace");
        await Page.GetByLabel("Date of birth").FillAsync("yesterday");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByText("Enter a day such as 1984-03-28")).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Full name")).ToHaveValueAsync("Ada Lovelace");
        await Page.ScreenshotAsync(new() { Path = Repository.File("artifacts/screenshots/profile-fault.png"), FullPage = true });

        await Page.GetByLabel("Date of birth").FillAsync("1815-12-10");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByText("Your profile is saved.")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Add a picture" }).ClickAsync();
        await Page.GetByLabel("Picture", new() { Exact = true }).SetInputFilesAsync(await PhotographAsync());
        await Expect(Page.Locator("#picture")).ToHaveAttributeAsync("data-ready", "512x384");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use this picture" }).ClickAsync();

        await Expect(Page.GetByAltText("Your picture")).ToBeVisibleAsync();
        Assert.That(await Page.GetByAltText("Your picture").EvaluateAsync<int>("picture => picture.naturalWidth"), Is.EqualTo(512));
        await ShouldLookRightAsync("profile");
        await Page.GotoAsync("/account/profile/picture");
        await ShouldLookRightAsync("profile-picture");
        await Page.GotoAsync("/account/profile/user-name");
        await ShouldLookRightAsync("profile-user-name");
        await Page.GotoAsync("/account/profile/telephone");
        await ShouldLookRightAsync("profile-telephone");
    }

    [Test, Property("Case", "UX-56")]
    public async Task A_new_name_reaches_the_password_manager_at_once()
    {
        using var person = await SignInAsync();
        await Page.GotoAsync("/account/profile");

        await Page.GetByLabel("Full name").FillAsync("Ada Lovelace");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByText("Your profile is saved.")).ToBeVisibleAsync();

        await Assert.ThatAsync(async () => (await device.CredentialsAsync()).Single().DisplayName, Is.EqualTo("Ada Lovelace").After(5000, 100));
    }

    // More points than the server takes, in all colours so that it is large as well.
    private async Task<FilePayload> PhotographAsync()
    {
        var data = await Page.EvaluateAsync<string>("""
            async () => {
                const canvas = new OffscreenCanvas(4800, 3600), context = canvas.getContext("2d");
                const sky = context.createLinearGradient(0, 0, 4800, 3600);
                sky.addColorStop(0, "#17468c"); sky.addColorStop(1, "#e8b04a");
                context.fillStyle = sky; context.fillRect(0, 0, 4800, 3600);
                const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer());
                return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
            }
            """);
        return new() { Name = "photograph.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(data) };
    }

    private async Task<Person> SignInAsync()
    {
        var person = await Person.MakeAsync(Host);
        device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
        return person;
    }
}
