using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions.Proofs;

/// <summary>The way past the step-up page, for pages and scripts, and what closes a window early.</summary>
internal sealed class ProofDetourTests
{
    private const string Desktop = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36";
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604";

    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new TestHost { Settings = { ["IdentityServer:Edge:CountryHeader"] = "X-Country" } };
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        Move(ada, Desktop, "AT");
        await ada.SignInAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [TestCase("/account/activity", 900, Description = "class C")]
    [TestCase("/account/security/codes", 300, Description = "class B")]
    public async Task A_window_ends_to_the_second_and_the_way_leads_back(string path, int seconds)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.That((await ada.Http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var detour = (await ada.Http.GetAsync(path)).Headers.Location!.ToString();
        var next = await NextAsync(await ada.StepUpAsync(detour: detour));

        Assert.That((await ada.Http.GetAsync(next)).Headers.Location!.ToString(), Is.EqualTo(path));
        Assert.That((await ada.Http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await host.EventsAsync("stepup.required"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_script_hears_of_a_hold()
    {
        var account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        var unit = new Unit();
        host.Get<HoldStore>().Begin(unit, account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
        using var question = new HttpRequestMessage(HttpMethod.Get, "/account/email/change") { Headers = { Accept = { new("application/json") } } };

        var answer = await ada.Http.SendAsync(question);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("hold_active"));
    }

    [Test, Property("Case", "SU-30")]
    public async Task What_was_proven_for_C_does_not_open_B()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(900));
        var detour = (await ada.Http.GetAsync("/account/activity")).Headers.Location!.ToString();
        await ada.StepUpAsync(detour: detour);

        Assert.That((await ada.Http.GetAsync("/account/activity")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ada.Http.GetAsync("/account/security/codes")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "SU-32")]
    public async Task A_form_that_was_sent_too_late_is_sent_again_behind_the_detour()
    {
        using var elsewhere = ada.OnAnotherBrowser();
        await elsewhere.SignInAsync();
        var detour = (await PostLateAsync("/account/sessions/end/others")).Headers.Location!.ToString();
        var next = await NextAsync(await ada.StepUpAsync(detour: detour));

        var done = await ada.Http.SendFormAsync(next);

        Assert.That(done.Headers.Location?.ToString(), Is.EqualTo("/account/sessions"), await done.Content.ReadAsStringAsync());
        Assert.That((await elsewhere.Http.GetAsync("/account/sessions")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK), "the other session has ended");
        Assert.That((await ada.Http.GetAsync(next)).Headers.Location!.ToString(), Is.EqualTo("/account/passkeys"), "it is kept for one time");
    }

    [Test]
    public async Task What_was_filled_in_is_still_there_and_nothing_in_it_is_markup()
    {
        var detour = (await PostLateAsync("/account/lock", ("Sure", "true"), ("note", "<b>\"mine\"</b>"), ("note", "two"))).Headers.Location!.ToString();
        var next = await NextAsync(await ada.StepUpAsync(detour: detour));

        var page = new HtmlParser().ParseDocument(await ada.Http.GetStringAsync(next));

        Assert.That(page.QuerySelector("#form-post")!.GetAttribute("action"), Is.EqualTo("/account/lock"));
        Assert.That(page.QuerySelectorAll("#form-post [name=note]").Select(it => it.GetAttribute("value")), Is.EqualTo(["<b>\"mine\"</b>", "two"]));
        Assert.That(page.QuerySelectorAll("#form-post [name=csrf]"), Has.Count.EqualTo(1));
    }

    [Test, Property("Case", "SS-09")]
    public async Task What_another_site_sent_is_not_kept()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(300));
        using var forged = new FormUrlEncodedContent([new("Sure", "true"), new("csrf", "made up")]);
        var detour = (await ada.Http.PostAsync("/account/lock", forged)).Headers.Location!.ToString();
        var next = await NextAsync(await ada.StepUpAsync(detour: detour));

        Assert.That((await ada.Http.GetAsync(next)).Headers.Location!.ToString(), Is.EqualTo("/account/lock"), "the page, not the form");
    }

    [Test]
    public async Task More_than_is_kept_is_asked_for_again()
    {
        var detour = (await PostLateAsync("/account/lock", ("Sure", new string('x', 5_000)))).Headers.Location!.ToString();
        var next = await NextAsync(await ada.StepUpAsync(detour: detour));

        Assert.That((await ada.Http.GetAsync(next)).Headers.Location!.ToString(), Is.EqualTo("/account/lock"));
    }

    [Test]
    public async Task Behind_the_detour_nothing_happens_without_the_proof()
    {
        var detour = (await PostLateAsync("/account/lock", ("Sure", "true"))).Headers.Location!.ToString();

        var again = await ada.Http.SendFormAsync(detour.Replace("/step-up?", "/step-up/done?", StringComparison.Ordinal));

        Assert.That(again.Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test, Property("Case", "S4-74")]
    public async Task A_script_gets_a_problem()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(300));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/security/codes") { Headers = { { "Accept", "application/json" } } };

        var response = await ada.Http.SendAsync(request);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((problem.GetProperty("code").GetString(), problem.GetProperty("class").GetString()), Is.EqualTo(("fresh_verification_required", "B")));
    }

    [TestCase(Phone, "AT", Description = "another kind of browser")]
    [TestCase(Desktop, "FR", Description = "another country")]
    [Property("Case", "SU-31")]
    public async Task A_cookie_that_turns_up_elsewhere_opens_no_window_until_somebody_proves_themselves_there(string agent, string country)
    {
        Move(ada, agent, country);
        Assert.That((await ada.Http.GetAsync("/account/sessions")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "signed in still");
        Assert.That((await ada.Http.GetAsync("/account/activity")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ada.StepUpAsync();
        Assert.That((await ada.Http.GetAsync("/account/activity")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        Move(ada, Desktop, "AT");
        Assert.That((await ada.Http.GetAsync("/account/activity")).Headers.Location!.ToString(), Does.StartWith("/step-up?"), "nor back again");
    }

    [Test, Property("Case", "SU-31")]
    public async Task Whoever_removed_a_passkey_proves_themselves_anew()
    {
        using var other = ada.WithAnotherDevice();
        Move(other, Desktop, "AT");
        await other.EnrolAsync();
        using var elsewhere = other.OnAnotherBrowser();
        await elsewhere.SignInAsync();
        var page = await ada.Http.ReadPageAsync("/account/passkeys");
        var removal = page.QuerySelectorAll("a[href$='/remove']").Select(it => it.GetAttribute("href")!).Last();

        await ada.Http.SendFormAsync(removal, ("EndSessions", "false"));

        Assert.That((await ada.Http.GetAsync("/account/security/codes")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
        Assert.That((await elsewhere.Http.GetAsync("/account/security/codes")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ada.StepUpAsync();
        Assert.That((await ada.Http.GetAsync("/account/security/codes")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static void Move(Visitor visitor, string agent, string country)
    {
        var headers = visitor.Http.DefaultRequestHeaders;
        headers.Remove("User-Agent");
        headers.Remove("X-Country");
        headers.Add("User-Agent", agent);
        headers.Add("X-Country", country);
    }

    private async Task<HttpResponseMessage> PostLateAsync(string path, params (string Name, string Value)[] filledIn)
    {
        var token = (await ada.Http.ReadPageAsync(path)).QuerySelector("main input[name=csrf]")!.GetAttribute("value")!;
        host.Clock.Advance(TimeSpan.FromSeconds(300));
        using var form = new FormUrlEncodedContent([new("csrf", token), .. filledIn.Select(it => KeyValuePair.Create(it.Name, it.Value))]);
        return await ada.Http.PostAsync(path, form);
    }

    private static async Task<string> NextAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString()!;
}
