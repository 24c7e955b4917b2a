using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>A sign-in page that stands open for long, or is come back to, waits with exactly one question that still counts.</summary>
internal sealed class FreshQuestionTests : BrowserTest
{
    private Person person;
    private VirtualAuthenticator device;
    private PendingCalls calls;

    private SignInScreen SignIn => new(Page);

    [SetUp]
    public async Task LeaveUntouchedAsync()
    {
        person = await Person.MakeAsync(Host);
        device = await Authenticators.AddInternalAsync();
        await device.AddAsync(person.Passkey);
        await device.TouchAsync(false);
        calls = await PendingCalls.WatchAsync(Page);
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test, Property("Case", "UX-14")]
    public async Task After_eight_of_ten_minutes_the_waiting_question_is_replaced_by_a_fresh_one()
    {
        await Page.Clock.InstallAsync();
        await SignIn.OpenAsync();
        await calls.ShouldHaveBegunAsync(1);

        await PassAsync(TimeSpan.FromSeconds(470));
        Assert.That(await calls.NowAsync(), Is.EqualTo(1));
        await calls.ShouldHaveBegunAsync(1);

        await device.TouchAsync(true);
        await PassAsync(TimeSpan.FromSeconds(20));

        // Nobody answers the first question any more: it would be too old.
        Host.Clock.Advance(TimeSpan.FromSeconds(200));
        await SignIn.ShouldBeSignedInAsync();
    }

    [Test, Property("Case", "UX-03")]
    public async Task The_fresh_question_takes_the_place_of_the_old_one()
    {
        await Page.Clock.InstallAsync();
        await SignIn.OpenAsync();
        await calls.ShouldHaveBegunAsync(1);

        await PassAsync(TimeSpan.FromSeconds(490));
        await calls.ShouldHaveBegunAsync(2);

        Assert.That(await calls.NowAsync(), Is.EqualTo(1));
        Assert.That(await calls.MostAsync(), Is.EqualTo(1));
    }

    [Test, Property("Case", "UX-03")]
    public async Task A_prompt_that_is_open_is_not_replaced()
    {
        var asked = 0;
        Page.Request += (_, request) => asked += request.Url.EndsWith("/sign-in/options", StringComparison.Ordinal) ? 1 : 0;
        await Page.Clock.InstallAsync();
        await SignIn.OpenAsync();
        await calls.ShouldHaveBegunAsync(1);
        await SignIn.UsePasskey.ClickAsync();
        await calls.ShouldHaveBegunAsync(2);

        await PassAsync(TimeSpan.FromSeconds(490));
        await Page.EvaluateAsync("""
            async () => {
                document.dispatchEvent(new Event("visibilitychange"));
                await PublicKeyCredential.isConditionalMediationAvailable();
                await fetch(location.href); // time enough to ask again
            }
            """);

        Assert.That(await calls.NowAsync(), Is.EqualTo(1));
        await calls.ShouldHaveBegunAsync(2);
        Assert.That(asked, Is.EqualTo(2), "one question for autofill, one for the button");
    }

    [Test, Property("Case", "UX-03")]
    public async Task A_page_opened_in_the_background_offers_passkeys_when_it_is_looked_at()
    {
        await Page.AddInitScriptAsync("""
            window.lookedAt = false;
            Object.defineProperty(document, "hidden", { get: () => !lookedAt });
            Object.defineProperty(document, "visibilityState", { get: () => lookedAt ? "visible" : "hidden" });
            """);
        await SignIn.OpenAsync();
        await Expect(SignIn.UsePasskey).ToBeVisibleAsync();
        await calls.ShouldHaveBegunAsync(0);

        await Page.EvaluateAsync("lookedAt = true; document.dispatchEvent(new Event('visibilitychange'))");
        await calls.ShouldHaveBegunAsync(1);

        Assert.That(await calls.NowAsync(), Is.EqualTo(1));
        Assert.That(await calls.MostAsync(), Is.EqualTo(1));
    }

    [Test, Property("Case", "UX-03")]
    public async Task The_back_button_leads_to_a_page_with_one_pending_call_that_works()
    {
        await SignIn.OpenAsync();
        await calls.ShouldHaveBegunAsync(1);

        await SignIn.OtherMethods.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Other ways to sign in" })).ToBeVisibleAsync();
        await Page.GoBackAsync();

        await calls.ShouldHaveBegunAsync(1);
        Assert.That(await calls.NowAsync(), Is.EqualTo(1));
        await device.TouchAsync(true);
        await SignIn.UsePasskey.ClickAsync();
        await SignIn.ShouldBeSignedInAsync();
    }

    // A page with a pending call, or one that must not be stored, stays out of Chromium's cache; other browsers keep it.
    [Test, Property("Case", "UX-14")]
    public async Task A_page_that_another_browser_takes_from_its_back_forward_cache_loads_itself_again()
    {
        await SignIn.OpenAsync();
        await calls.ShouldHaveBegunAsync(1);
        await Page.EvaluateAsync("window.before = true");

        await Page.RunAndWaitForRequestFinishedAsync(
            () => Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"),
            new() { Predicate = request => request.Url.EndsWith("/sign-in/options", StringComparison.Ordinal) });

        await calls.ShouldHaveBegunAsync(1);
        Assert.That(await Page.EvaluateAsync<bool>("window.before === undefined"), Is.True);
        Assert.That(await calls.NowAsync(), Is.EqualTo(1));
        await device.TouchAsync(true);
        await SignIn.UsePasskey.ClickAsync();
        await SignIn.ShouldBeSignedInAsync();
    }

    private async Task PassAsync(TimeSpan time)
    {
        Host.Clock.Advance(time);
        await Page.Clock.FastForwardAsync((long)time.TotalMilliseconds);
    }
}
