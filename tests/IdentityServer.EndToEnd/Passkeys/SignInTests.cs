using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>The ways in, and what each leaves in the funnel.</summary>
internal sealed class SignInTests : BrowserTest
{
    private SignInScreen SignIn => new(Page);

    [Test, Property("Case", "UX-02")]
    public async Task Autofill_signs_in_without_a_click()
    {
        using var person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);

        await SignIn.OpenAsync();

        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync(
            "login unknown page_view", "login conditional options_issued", "login conditional prompt_invoked",
            "login conditional browser_resolved", "login conditional verify_ok", "login conditional session");
    }

    [Test, Property("Case", "UX-04")]
    public async Task The_button_signs_in()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);

        await SignIn.UsePasskey.ClickAsync();

        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync(
            "login conditional browser_resolved: NotAllowedError", "login modal options_issued", "login modal prompt_invoked",
            "login modal browser_resolved", "login modal verify_ok", "login modal session");
    }

    [Test, Property("Case", "UX-06")]
    public async Task An_old_key_signs_in_after_the_name()
    {
        using var person = await Person.MakeAsync(Host, synced: false, discoverable: false);
        await (await Authenticators.AddU2fAsync()).AddAsync(person.Passkey, signCount: 1);
        await SignIn.OpenWithKeysOnlyAsync();

        await SignIn.ContinueAsync(person.Name);

        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync("login modal browser_resolved", "login modal session");
    }

    [Test, Property("Case", "UX-05")]
    public async Task A_name_nobody_has_gets_a_prompt_like_everybody()
    {
        await Authenticators.AddInternalAsync();
        await Authenticators.AddUsbAsync(); // what is made up for a name may be said to live on a key
        await SignIn.OpenWithoutAutofillAsync();

        await SignIn.ContinueAsync("nobody");

        await Expect(SignIn.Alert).ToContainTextAsync("No passkey was used.");
    }

    [Test, Property("Case", "UX-03")]
    public async Task After_an_aborted_prompt_the_next_one_works()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await SignIn.AskInVainAsync(SignIn.UsePasskey);
        await Expect(SignIn.Alert).ToContainTextAsync("No passkey was used.");

        await device.AddAsync(person.Passkey);
        await SignIn.UsePasskey.ClickAsync();

        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync("login modal browser_resolved: NotAllowedError", "login modal session");
    }

    [Test, Property("Case", "UX-03")]
    public async Task Ten_fast_clicks_are_one_prompt()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);

        await Page.EvaluateAsync("() => { const button = document.getElementById('passkey-sign-in'); for (let i = 0; i < 10; i++) button.click(); }");

        await SignIn.ShouldBeSignedInAsync();
    }

    [Test, Property("Case", "UX-08")]
    public async Task A_browser_without_passkeys_is_shown_the_other_ways()
    {
        await Page.AddInitScriptAsync("delete window.PublicKeyCredential");

        await SignIn.OpenAsync();

        await Expect(SignIn.Alert).ToContainTextAsync("This browser cannot use passkeys.");
        await Host.ShouldCountAsync("login modal prompt_invoked: NotSupportedError");
        await Expect(SignIn.UsePasskey).ToBeHiddenAsync();
        await SignIn.ContinueAsync("ada");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Other ways to sign in" })).ToBeVisibleAsync();
    }

    [Test, Property("Case", "UX-76")]
    public async Task Without_script_the_page_says_what_it_needs_and_leads_on()
    {
        await using var context = await Chromium.Current.NewContextAsync(new() { BaseURL = Origin, JavaScriptEnabled = false });
        var before = await Host.HowOftenAsync("login");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");

        await Expect(page.Locator("noscript p")).ToHaveTextAsync("Passkeys need JavaScript. Allow it for this page and load it again.");
        await new SignInScreen(page).ContinueAsync("ada");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Other ways to sign in" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Recover account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Recover account" })).ToBeVisibleAsync();
        Assert.That(await Host.HowOftenAsync("login"), Is.EqualTo(before + 1), "one page was seen, nothing was asked");
    }

    [Test, Property("Case", "UX-80")]
    public async Task The_keyboard_is_enough()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        await device.AddAsync(person.Passkey);

        for (var stop = 0; stop < 20 && !await SignIn.UsePasskey.EvaluateAsync<bool>("button => button === document.activeElement"); stop++)
            await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");

        await SignIn.ShouldBeSignedInAsync();
    }

    [Test]
    public async Task German_works_from_the_first_word_to_the_last()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await Page.GotoAsync("/sign-in?ui_locales=de");
        var button = Page.GetByRole(AriaRole.Button, new() { Name = "Passkey verwenden" });

        await SignIn.AskInVainAsync(button);
        await Expect(SignIn.Alert).ToContainTextAsync("Es wurde kein Passkey benutzt.");
        await device.AddAsync(person.Passkey);
        await SignIn.OpenAsync();

        await Expect(Page.GetByText("Damit sind Sie jetzt angemeldet")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_second_tab_that_signed_in_first_does_not_spoil_the_first_one()
    {
        using var person = await Person.MakeAsync(Host);
        var device = await Authenticators.AddInternalAsync();
        await SignIn.OpenWithoutAutofillAsync();
        var (second, keys) = await OpenPageAsync();
        await (await keys.AddInternalAsync()).AddAsync(person.Passkey);
        await second.GotoAsync("/sign-in");
        await new SignInScreen(second).ShouldBeSignedInAsync();

        await device.AddAsync(person.Passkey);
        await Page.BringToFrontAsync();
        await SignIn.UsePasskey.ClickAsync();

        await SignIn.ShouldBeSignedInAsync();
    }

    [Test, Property("Case", "UX-74")]
    public async Task Inside_another_site_there_is_no_sign_in_page()
    {
        Complaints.Expect("frame-ancestors");
        Complaints.Expect("Refused to");
        Complaints.Expect("violates the following");
        // The server of a test is on this machine, and browsers keep other sites away from there for another reason.
        await Context.GrantPermissionsAsync(["local-network-access"]);
        await Page.RouteAsync("https://elsewhere.test/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"""<!doctype html><title>Elsewhere</title><iframe src="{Origin}/sign-in" allow="publickey-credentials-get"></iframe>""",
        }));

        var (conditional, modal, framed) = (await Host.HowOftenAsync("login conditional"), await Host.HowOftenAsync("login modal"), await FramedAsync());

        await Page.GotoAsync("https://elsewhere.test/");

        await Expect(Page.FrameLocator("iframe").GetByLabel("E-mail or user name")).ToHaveCountAsync(0);
        Assert.That(Page.Frames[1].Url, Does.StartWith("chrome-error:"));
        Assert.That(await FramedAsync(), Is.EqualTo(framed + 1), "the page view has its reason");
        Assert.That(await Host.HowOftenAsync("login conditional"), Is.EqualTo(conditional), "nothing was asked");
        Assert.That(await Host.HowOftenAsync("login modal"), Is.EqualTo(modal), "nothing was asked");
    }

    [Test, Property("Case", "UX-74")]
    public async Task Another_site_that_asks_in_its_visitors_name_is_refused_and_counted()
    {
        Complaints.Expect("blocked by CORS");
        Complaints.Expect("net::ERR_FAILED");
        Complaints.Expect(403);
        await Page.RouteAsync("https://elsewhere.test/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Elsewhere</title>" }));
        await Page.GotoAsync("https://elsewhere.test/");

        await Page.EvaluateAsync($$"""
            () => fetch("{{Origin}}/passkeys/sign-in/options", { method: "POST", mode: "cors", headers: { "Content-Type": "application/json" }, body: "{}" }).catch(() => {})
            """);

        // Its preflight is refused, so that nothing arrives; what would arrive is refused and has its reason.
        using var script = new HttpClient();
        script.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        script.DefaultRequestHeaders.Add("Origin", "https://elsewhere.test");
        foreach (var path in (string[])["sign-in/options", "sign-in", "registration/options", "step-up"])
            await script.PostAsync($"{Origin}/passkeys/{path}", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        await Host.ShouldCountAsync(
            "login unknown options_issued: cross_origin", "login unknown verify_ok: cross_origin", "register unknown options_issued: cross_origin", "step_up unknown verify_ok: cross_origin");
    }

    [Test, Property("Case", "UX-70")]
    public async Task A_security_key_signs_in_from_the_page_of_other_ways()
    {
        using var person = await Person.MakeAsync(Host, synced: false, counter: 1);
        await (await Authenticators.AddUsbAsync()).AddAsync(person.Passkey, signCount: 2);
        await SignIn.OpenWithKeysOnlyAsync();
        await SignIn.OtherMethods.ClickAsync();
        // A phone is offered only where the browser does not say that it cannot reach one: here, without Bluetooth, it does.
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Use a phone or tablet" })).ToBeHiddenAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "With your phone" })).ToBeHiddenAsync();
        await ShouldLookRightAsync("sign-in-other");

        var asked = await Page.RunAndWaitForRequestAsync(
            () => Page.GetByRole(AriaRole.Button, new() { Name = "Use a security key" }).ClickAsync(),
            request => request.Url.EndsWith("/sign-in/options", StringComparison.Ordinal));

        Assert.That(asked.PostData, Does.Contain("\"securityKey\""));
        await SignIn.ShouldBeSignedInAsync();
        await Host.ShouldCountAsync("login modal session");
    }

    [Test, Property("Case", "WA-01")]
    public async Task A_browser_that_does_not_know_the_JSON_form_signs_in_and_adds_a_passkey()
    {
        await Page.AddInitScriptAsync("""
            for (const name of ["parseCreationOptionsFromJSON", "parseRequestOptionsFromJSON"]) delete PublicKeyCredential[name];
            delete PublicKeyCredential.prototype.toJSON;
            """);
        using var person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);

        await SignIn.OpenAsync();
        await SignIn.ShouldBeSignedInAsync();
        var key = await Authenticators.AddUsbAsync();
        await Page.GotoAsync("/account/passkeys/add");
        await Page.GetByRole(AriaRole.Button, new() { Name = "On a security key" }).ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Your passkey is ready" })).ToBeVisibleAsync();
        Assert.That(await key.CredentialsAsync(), Has.Count.EqualTo(1));
    }

    private async Task<long> FramedAsync() => (await Host.StepsAsync()).Count(step => step == "login unknown page_view: cross_origin");

}
