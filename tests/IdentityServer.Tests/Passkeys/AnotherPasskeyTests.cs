using AngleSharp.Html.Dom;
using IdentityServer.Accounts.SignUp;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;
using IdentityServer.Tests.Passkeys.Passwords;
using IdentityServer.Tests.Passkeys.SignUp;

namespace IdentityServer.Tests.Passkeys;

/// <summary>The passkey of somebody who has just signed up works, and an app waits for them: once they hear that one passkey is not many.</summary>
[Property("Case", "S1-38")]
internal sealed class AnotherPasskeyTests() : SignUpScene(SignUpMode.Invitation)
{
    private const string Offer = "/account/passkeys/another?interaction=";

    private Visitor ada;

    [SetUp]
    public async Task SignUpAsync()
    {
        ada = Newcomer;
        (await SignUpAsync(ada, await InviteAsync())).EnsureSuccessStatusCode();
    }

    [Test, Property("Case", "S4-55")]
    public async Task On_the_way_to_an_app_another_is_offered_and_the_way_goes_on()
    {
        var next = await SignInAsync(ada, await SetOutAsync(ada));

        var page = await ada.Http.ReadPageAsync(next);
        var onward = await ada.Http.GetAsync(NotNow(page));

        Assert.That(next, Does.StartWith(Offer));
        Assert.That(page.QuerySelectorAll("#enrolment button").Select(it => it.GetAttribute("data-hint")), Is.EqualTo(new[] { "hybrid", "securityKey" }));
        Assert.That(onward.Headers.Location?.OriginalString, Does.Contain("code="));
    }

    [Test]
    public async Task It_is_offered_once()
    {
        await SignInAsync(ada, await SetOutAsync(ada));
        using var elsewhere = ada.OnAnotherBrowser();

        Assert.That(await SignInAsync(elsewhere, await SetOutAsync(elsewhere)), Does.Not.StartWith(Offer));
    }

    [Test]
    public async Task Whoever_comes_back_later_goes_straight_on()
    {
        Host.Clock.Advance(TimeSpan.FromHours(2));

        Assert.That(await SignInAsync(ada, await SetOutAsync(ada)), Does.Not.StartWith(Offer));
    }

    [Test]
    public async Task Whoever_set_the_server_up_goes_straight_on()
    {
        using var grace = await Visitor.SetUpAsync(Host, "grace");

        Assert.That(await SignInAsync(grace, await SetOutAsync(grace)), Does.Not.StartWith(Offer));
    }

    [Test]
    public async Task Whoever_has_two_by_now_goes_straight_on()
    {
        var offer = await SignInAsync(ada, await SetOutAsync(ada));
        using var phone = ada.WithAnotherDevice();
        (await phone.EnrolAsync()).EnsureSuccessStatusCode();

        var page = await ada.Http.GetAsync(offer);

        Assert.That((await ada.Http.GetAsync(page.Headers.Location)).Headers.Location?.OriginalString, Does.Contain("code="));
    }

    [Test]
    public async Task Whoever_goes_nowhere_finds_the_same_on_the_page_of_their_passkeys()
    {
        var next = await SignInAsync(ada, null);

        var page = await ada.Http.ReadPageAsync(next);

        Assert.That(next, Is.EqualTo("/account/passkeys"));
        Assert.That(Links(page), Does.Contain("/account/passkeys/add").And.Contains("/account/email"));
    }

    [Test, Property("Case", "S4-51")]
    public async Task Without_a_confirmed_address_the_way_to_one_stands_there_too()
    {
        var offer = await SignInAsync(ada, await SetOutAsync(ada));
        var before = Links(await ada.Http.ReadPageAsync(offer));
        await new MailBox(Host).GiveAddressAsync("ada", "ada@example.com");

        Assert.That(before, Does.Contain("/account/email"));
        Assert.That(Links(await ada.Http.ReadPageAsync(offer)), Does.Not.Contain("/account/email").And.Contains("/account/security/codes"));
    }

    [Test]
    public async Task After_a_password_the_new_passkey_is_asked_for_before_another_is_made()
    {
        await using var people = new PasswordPeople();
        await people.AddAsync();
        using var bob = new Visitor(people.Host);
        var door = await SetOutAsync(bob, people.Host);
        var signedIn = await bob.Http.SendFormAsync($"/sign-in/password?interaction={door}", ("identifier", "bob"), ("password", PasswordPeople.Right));
        var made = await bob.EnrolAsync("Password", new { interaction = signedIn.Headers.Location!.OriginalString.Split("interaction=")[1] });

        var next = (await NextOf(made))!;
        var page = await bob.Http.ReadPageAsync(next);

        Assert.That(next, Does.StartWith(Offer));
        Assert.That(page.QuerySelector("#enrolment"), Is.Null);
        Assert.That(Links(page), Does.Contain("/account/passkeys/add"));
        Assert.That((await bob.Http.GetAsync(NotNow(page))).Headers.Location?.OriginalString, Does.Contain("code="));
    }

    private static string NotNow(IHtmlDocument page) => page.QuerySelector("#not-now")!.GetAttribute("href")!;

    private static IEnumerable<string?> Links(IHtmlDocument page) => page.QuerySelectorAll("main a").Select(it => it.GetAttribute("href"));

    private Task<string> SetOutAsync(Visitor visitor) => SetOutAsync(visitor, Host);

    private static async Task<string> SetOutAsync(Visitor visitor, TestHost host)
    {
        var app = await host.NewAppAsync();
        var door = await visitor.Http.GetAsync(app.Ask("openid").Address.PathAndQuery);
        return door.Headers.Location!.OriginalString.Split("interaction=")[1];
    }

    private async Task<string> SignInAsync(Visitor visitor, string? interaction)
    {
        Host.Clock.Advance(TimeSpan.FromSeconds(10));
        return (await NextOf(await visitor.SignInAsync(question: new { interaction })))!;
    }
}
