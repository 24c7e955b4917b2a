using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.Passwords;

namespace IdentityServer.Tests.Accounts;

internal sealed class SecurityPageTests
{
    private const string FirstCard = "main .card h2";

    [Test, Property("Case", "UX-20")]
    public async Task Who_has_no_passkey_finds_the_way_to_one_before_anything_else()
    {
        await using var people = new PasswordPeople();
        await people.AddAsync();
        using var browser = people.Host.NewBrowser();
        await PasswordPeople.SignInAsync(browser);

        var page = await browser.ReadPageAsync("/account/security");

        Assert.That(page.QuerySelector(FirstCard)!.TextContent.Trim(), Is.EqualTo("Sign in without a password"));
        Assert.That(page.QuerySelector("main .card a.primary")!.GetAttribute("href"), Is.EqualTo("/sign-in/passkey"));
    }

    [Test, Property("Case", "UX-20")]
    public async Task Who_has_one_is_not_told_of_it()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();

        var page = await ada.Http.ReadPageAsync("/account/security");

        Assert.That(page.QuerySelector(FirstCard)!.TextContent.Trim(), Is.EqualTo("Recovery codes"));
    }
}
