using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>What an app may ask of the sign-in itself: anew, not too old, as this person, as strongly as that.</summary>
internal sealed class InteractionTests
{
    private static readonly Statement Disable = new("""UPDATE "Accounts" SET "State" = @state""");

    private AuthorizationBench bench;

    [SetUp]
    public async Task StartAsync() => bench = await CreateAsync();

    [TearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [TestCase("prompt", "login")]
    [TestCase("max_age", "0")]
    [TestCase("max_age", "30")]
    [Property("Case", "S02")]
    [Property("Case", "S04")]
    [Property("Module", "oidcc-prompt-login")]
    [Property("Module", "oidcc-max-age-1")]
    public async Task A_sign_in_that_is_not_fresh_enough_is_repeated_and_its_time_grows(string parameter, string value)
    {
        var first = bench.CodeOf(await bench.AskAsync());
        var detour = await bench.AskAsync((parameter, value));
        var second = bench.CodeOf(await bench.SignInAsync(detour));

        Assert.That(PageOf(detour), Is.EqualTo("/sign-in"));
        Assert.That(second.Authentication.Time, Is.GreaterThan(first.Authentication.Time));
        Assert.That(second.SessionId, Is.EqualTo(first.SessionId));
    }

    [Test]
    [Property("Case", "S02")]
    public async Task Who_goes_on_without_signing_in_again_is_asked_again()
    {
        var detour = await bench.AskAsync(("prompt", "login"));

        var again = await bench.Ada.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(detour));

        Assert.That(again.Headers.Location, Is.EqualTo(detour.Headers.Location));
    }

    [TestCase("&prompt=")]
    [TestCase("&max_age=10000&prompt=none")]
    [Property("Case", "S05")]
    public async Task What_the_browser_adds_on_the_way_back_changes_nothing(string more)
    {
        var detour = await bench.AskAsync(("prompt", "login"));

        var again = await bench.Ada.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(detour) + more);

        Assert.That(PageOf(again), Is.EqualTo("/sign-in"));
    }

    [Test]
    [Property("Module", "oidcc-max-age-10000")]
    [Property("Module", "oidcc-prompt-none-logged-in")]
    public async Task A_sign_in_that_is_fresh_enough_counts_as_it_is()
    {
        var first = bench.CodeOf(await bench.AskAsync(("max_age", "15000")));
        bench.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var aged = bench.CodeOf(await bench.AskAsync(("max_age", "10000")));
        var silent = bench.CodeOf(await bench.AskAsync(("prompt", "none")));

        Assert.That(aged.Authentication.Time, Is.EqualTo(first.Authentication.Time));
        Assert.That(silent.Authentication.Time, Is.EqualTo(first.Authentication.Time));
    }

    [Test]
    [Property("Case", "S06")]
    [Property("Module", "oidcc-id-token-hint")]
    public async Task An_expired_hint_about_the_same_person_passes_in_silence()
    {
        var hint = await bench.IdTokenAsync();

        Assert.That(bench.CodeOf(await bench.AskAsync(("prompt", "none"), ("id_token_hint", hint))), Is.Not.Null);
    }

    [Test]
    [Property("Case", "S07")]
    public async Task A_hint_about_somebody_else_asks_for_them()
    {
        var hint = await bench.IdTokenAsync(subject: Guid.NewGuid().ToString());

        Assert.That(ErrorOf(await bench.AskAsync(("prompt", "none"), ("id_token_hint", hint))), Is.EqualTo("login_required"));
        Assert.That(PageOf(await bench.AskAsync(("id_token_hint", hint))), Is.EqualTo("/sign-in"));
    }

    [Test]
    [Property("Case", "S03")]
    public async Task Who_signs_in_as_another_than_the_hinted_gets_no_code()
    {
        var hint = await bench.IdTokenAsync(subject: Guid.NewGuid().ToString());

        var detour = await bench.AskAsync(("prompt", "login"), ("id_token_hint", hint));

        Assert.That(ErrorOf(await bench.SignInAsync(detour)), Is.EqualTo("login_required"));
    }

    [Test]
    [Property("Case", "A17")]
    public async Task A_demanded_subject_that_is_not_here_asks_for_them()
    {
        const string Claims = """{"id_token":{"sub":{"value":"somebody"}}}""";

        Assert.That(ErrorOf(await bench.AskAsync(("prompt", "none"), ("claims", Claims))), Is.EqualTo("login_required"));
        Assert.That(ErrorOf(await bench.SignInAsync(await bench.AskAsync(("claims", Claims)))), Is.EqualTo("login_required"));
    }

    [Test]
    [Property("Case", "S06")]
    public async Task A_hint_for_another_client_is_none()
    {
        var hint = await bench.IdTokenAsync(audience: "other");

        Assert.That(ErrorOf(await bench.AskAsync(("id_token_hint", hint))), Is.EqualTo("invalid_request"));
    }

    [Test]
    [Property("Module", "oidcc-login-hint")]
    public async Task A_name_fills_in_the_field_and_proves_nothing()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query(("login_hint", "buffy@\"id.test")));
        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString, elsewhere.Http);

        Assert.That(page.GetElementById("identifier")!.GetAttribute("value"), Is.EqualTo("buffy@\"id.test"));
        Assert.That(bench.CodeOf(await bench.SignInAsync(detour, elsewhere)).Access.IsOpenId, Is.True);
    }

    [TestCase("ada")]
    [TestCase("ADA")]
    public async Task Ones_own_name_needs_no_choice(string name) =>
        Assert.That(bench.CodeOf(await bench.AskAsync(("login_hint", name), ("prompt", "none"))), Is.Not.Null);

    [TestCase("bob")]
    [TestCase("nobody-at-all")]
    [Property("Case", "H13")]
    public async Task Anybody_elses_name_offers_the_choice_whether_it_exists_or_not(string name)
    {
        await bench.AddPersonAsync("bob");

        Assert.That(PageOf(await bench.AskAsync(("login_hint", name))), Is.EqualTo("/choose-account"));
        Assert.That(ErrorOf(await bench.AskAsync(("login_hint", name), ("prompt", "none"))), Is.EqualTo("login_required"));
    }

    [Test]
    public async Task The_person_chooses_to_stay_who_they_are()
    {
        var detour = await bench.AskAsync(("prompt", "select_account"));

        Assert.That(PageOf(detour), Is.EqualTo("/choose-account"));
        Assert.That(bench.CodeOf(await bench.SubmitAsync(detour, "choose-current")).Access.IsOpenId, Is.True);
    }

    [Test]
    [Property("Case", "S13")]
    public async Task The_person_chooses_another_account_and_the_code_is_theirs()
    {
        var bob = await bench.AddPersonAsync("bob");
        var detour = await bench.AskAsync(("prompt", "select_account"));
        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString);
        bench.Ada.Device.Add(bob);

        Assert.That(page.GetElementById("choose-another")!.GetAttribute("href"), Is.EqualTo($"/sign-in?interaction={HandleOf(detour)}"));
        var code = bench.CodeOf(await bench.SignInAsync(detour));

        var signedIn = await bench.Host.Get<AccountStore>().FindAsync(code.AccountId, CancellationToken.None);
        Assert.That(signedIn!.UserName, Is.EqualTo("bob"));
    }

    [Test]
    [Property("Case", "S13")]
    public async Task A_choice_made_as_one_person_does_not_count_for_the_next()
    {
        var bob = await bench.AddPersonAsync("bob");
        var detour = await bench.AskAsync(("prompt", "select_account"));
        var address = detour.Headers.Location!.OriginalString;
        var page = await bench.PageAsync(address);
        bench.Ada.Device.Add(bob);
        await bench.Ada.SignInAsync();

        var answer = await bench.PressAsync(address, page, "choose-current");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    [Property("Case", "S14")]
    public async Task Somebody_disabled_meanwhile_is_signed_in_no_more()
    {
        await bench.Host.Get<IHotTables>().WriteAsync(new Unit().Add(Disable, AccountState.Disabled), CancellationToken.None);

        Assert.That(ErrorOf(await bench.AskAsync(("prompt", "none"))), Is.EqualTo("login_required"));
    }

    [TestCase("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"phrh\"]}}}")]
    [TestCase("{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"urn:unknown\"}}}")]
    [Property("Case", "A18")]
    public async Task What_the_account_cannot_reach_is_said_to_the_app(string claims) =>
        Assert.That(ErrorOf(await bench.AskAsync(("claims", claims))), Is.EqualTo("unmet_authentication_requirements"));

    [Test]
    [Property("Case", "A18")]
    public async Task A_wish_that_cannot_be_met_disturbs_nobody() =>
        Assert.That(bench.CodeOf(await bench.AskAsync(("acr_values", "phrh"))).Authentication.Acr, Is.EqualTo(AcrValues.PhishingResistant));

    [Test]
    [Property("Case", "A18")]
    public async Task A_session_too_weak_is_stepped_up_and_the_code_tells_of_it()
    {
        const string Claims = """{"id_token":{"acr":{"essential":true,"values":["phr"]}}}""";
        var weak = await SignInWeaklyAsync();

        Assert.That(ErrorOf(await weak.Http.GetAsync(Query(("claims", Claims), ("prompt", "none")))), Is.EqualTo("interaction_required"));
        var detour = await weak.Http.GetAsync(Query(("claims", Claims)));
        Assert.That(PageOf(detour), Is.EqualTo("/step-up"));
        var code = bench.CodeOf(await StepUpAsync(weak, detour));

        Assert.That(code.Authentication.Acr, Is.EqualTo("phr"));
        Assert.That(code.Authentication.At, Is.EqualTo(bench.Host.Clock.GetUtcNow()));
    }

    [Test]
    [Property("Case", "A18")]
    public async Task A_wish_for_more_is_offered_once()
    {
        var weak = await SignInWeaklyAsync();
        var detour = await weak.Http.GetAsync(Query(("acr_values", "phr")));

        var declined = await weak.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(detour));

        Assert.That(PageOf(detour), Is.EqualTo("/step-up"));
        Assert.That(bench.CodeOf(declined).Authentication.Acr, Is.EqualTo(AcrValues.OneFactor));
    }

    [Test]
    public async Task The_sign_in_an_app_wants_strong_is_asked_to_be_so()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query(("acr_values", "phr")));

        var (_, options) = await elsewhere.AskAsync("sign-in", new { interaction = HandleOf(detour) });

        Assert.That(JsonDocument.Parse(options).RootElement.GetProperty("userVerification").GetString(), Is.EqualTo("required"));
    }

    [Test]
    public async Task A_client_can_have_its_own_minimum()
    {
        await bench.RegisterAsync(App with { ClientId = "strict", MinimumAcr = "phr" });
        var weak = await SignInWeaklyAsync();

        Assert.That(PageOf(await weak.Http.GetAsync(Query(("client_id", "strict")))), Is.EqualTo("/step-up"));
    }

    [Test]
    public async Task The_pages_speak_the_language_the_app_wishes()
    {
        var elsewhere = bench.Elsewhere();
        var detour = await elsewhere.Http.GetAsync(Query(("ui_locales", "se de")));

        var page = await bench.PageAsync(detour.Headers.Location!.OriginalString, elsewhere.Http);

        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("de"));
    }

    /// <summary>On a browser of its own, without a look at the finger: one factor.</summary>
    private async Task<Visitor> SignInWeaklyAsync()
    {
        await bench.Host.LeaveAllGroupsAsync();
        var weak = bench.Elsewhere();
        var answer = await weak.SignInAsync(draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserVerified) });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        bench.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        return weak;
    }

    private async Task<HttpResponseMessage> StepUpAsync(Visitor visitor, HttpResponseMessage detour)
    {
        bench.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var (ceremony, options) = await visitor.AskAsync("step-up", new { interaction = HandleOf(detour) });
        var answer = await visitor.AnswerAsync("step-up", ceremony, visitor.Device.Get(options)!);
        return await visitor.Http.GetAsync((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString());
    }
}
