using System.Net;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

/// <summary>SS-06: whoever signs out leaves nothing that opens anything. That this browser is known may stay (UX-11, MG-07).</summary>
internal sealed class SignOutTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost { Settings = { ["IdentityServer:Sessions:SignOutClearsCookies"] = "false" } };
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test, Property("Case", "SS-06")]
    public async Task What_was_begun_is_forgotten_and_the_browser_stays_known()
    {
        var response = await ada.Http.SendFormAsync("/sign-out");

        var gone = response.Headers.GetValues("Set-Cookie").Where(it => it.Contains("1970", StringComparison.Ordinal)).Select(it => it.Split('=')[0]);
        Assert.That(gone, Is.EquivalentTo(["__Host-session", "__Host-browser"]));
        Assert.That(response.Headers.GetValues("Clear-Site-Data"), Is.EqualTo(["\"storage\""]), "cookies would be those of the whole domain");
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/signed-out"));
    }

    [Test]
    public async Task A_cookie_that_was_copied_before_opens_nothing_after()
    {
        var jar = new CookieContainer();
        using var thief = host.NewBrowser(cookies: jar);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var cookie in (await ada.SignInAsync()).Headers.GetValues("Set-Cookie"))
            jar.SetCookies(thief.BaseAddress!, cookie);
        var before = await thief.GetAsync("/account/sessions");

        await ada.Http.SendFormAsync("/sign-out");

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await thief.GetAsync("/account/sessions")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    [Test, Property("Case", "UX-11")]
    public async Task Whoever_comes_back_is_greeted()
    {
        await ada.Http.SendFormAsync("/sign-out");

        Assert.That((await ada.Http.ReadPageAsync("/sign-in")).Body!.TextContent, Does.Contain("a•••"));
    }

    [Test]
    public async Task A_question_from_before_is_not_answered_any_more()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        await ada.Http.SendFormAsync("/sign-out");

        var response = await ada.AnswerAsync("sign-in", ceremony, ada.Device.Get(options)!);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("challenge_binding"));
    }
}
