using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.Protocol.Jose;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Apps;

/// <summary>What a person sees of the apps they let in, and how they shut one out again.</summary>
internal sealed class AppsPageTests
{
    private const string List = "/account/apps";

    private LogoutReceiver receiver;
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task StartAsync()
    {
        receiver = await LogoutReceiver.ListenAsync();
        host = new TestHost { Settings = { ["IdentityServer:Outgoing:AllowedOrigins:0"] = receiver.Origin } };
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [TestCase(List)]
    [TestCase(List + "/YXBw/revoke")]
    public async Task A_stranger_is_asked_to_sign_in(string path)
    {
        using var stranger = new Visitor(host);
        stranger.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await stranger.Http.GetAsync(path);

        Assert.That(answer.Headers.Location?.OriginalString, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task An_app_of_somebody_else_is_none_of_mine()
    {
        var app = await NewAppAsync();
        var tokens = await SignInToAsync(app);
        using var bob = await AnotherAsync("bob");

        Assert.That((await bob.Http.ReadPageAsync(List)).QuerySelectorAll(".empty"), Has.Count.EqualTo(1));
        using var asked = await bob.Http.GetAsync(RevokeAt(app));
        Assert.That(asked.Headers.Location?.OriginalString, Is.EqualTo(List));

        // With a form of his own, for an app that he does use, he names hers.
        var own = await NewAppAsync();
        await SignInToAsync(own, bob);
        var input = (IHtmlInputElement)(await bob.Http.ReadPageAsync(RevokeAt(own))).QuerySelector("main form input[type=hidden]")!;
        using var form = new FormUrlEncodedContent([new(input.Name!, input.Value)]);
        using var forged = await bob.Http.PostAsync(RevokeAt(app), form);
        Assert.That(forged.Headers.Location?.OriginalString, Is.EqualTo(List), "as for an app that he never used");

        Assert.That((await app.RefreshAsync(tokens)).IsAccepted);
        Assert.That(await host.EventsAsync(OpenIdEvents.ConsentRevoked.Name), Is.Zero);
    }

    [Test]
    public async Task A_form_that_somebody_else_made_up_shuts_nothing_out()
    {
        var app = await NewAppAsync();
        var tokens = await SignInToAsync(app);

        using var answer = await ada.Http.PostAsync(RevokeAt(app), new FormUrlEncodedContent([]));

        Assert.That(answer.IsSuccessStatusCode, Is.False);
        Assert.That((await app.RefreshAsync(tokens)).IsAccepted);
    }

    [Test]
    public async Task Shutting_one_out_asks_for_a_recent_proof()
    {
        var app = await NewAppAsync();
        await SignInToAsync(app);
        host.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.That((await ada.Http.GetAsync(RevokeAt(app))).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await ada.Http.GetAsync(List)).StatusCode, Is.EqualTo(HttpStatusCode.OK), "looking is not changing");
        Assert.That((await ada.Http.GetAsync(RevokeAt(app))).Headers.Location?.OriginalString, Does.StartWith("/step-up"));
    }

    [Test]
    public async Task Without_an_app_the_page_says_what_belongs_there()
    {
        var page = await ada.Http.ReadPageAsync(List);

        Assert.That(page.QuerySelector(".empty h2")?.TextContent, Is.EqualTo("No app has access"));
        Assert.That(page.QuerySelector("nav a[href='/account/apps']"), Is.Not.Null, "and the side list leads here");
    }

    [Test]
    public async Task An_app_is_shown_with_its_name_what_it_may_do_and_when_it_last_did()
    {
        var app = await NewAppAsync("Photo <b>Archive</b>");
        var tokens = await SignInToAsync(app);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await app.RefreshAsync(tokens);
        using var again = ada.OnAnotherBrowser();
        await again.SignInAsync();

        var card = (await again.Http.ReadPageAsync(List)).QuerySelectorAll("main .card").Single();

        Assert.That(card.QuerySelector("h2")?.TextContent, Is.EqualTo("Photo <b>Archive</b>"));
        Assert.That(card.QuerySelector(".mark.app")?.TextContent.Trim(), Is.EqualTo("P"));
        Assert.That(card.QuerySelectorAll(".rights li").Select(item => item.TextContent.Trim()), Is.EqualTo(new[]
        {
            "Recognise you when you come back", "See your e-mail address", "Keep this access while you are away",
        }));
        var moments = card.QuerySelectorAll("time").Select(time => DateTimeOffset.Parse(time.GetAttribute("datetime")!, CultureInfo.InvariantCulture)).ToList();
        Assert.That(moments[0] - moments[1], Is.EqualTo(TimeSpan.FromDays(2)).Within(TimeSpan.FromMinutes(1)), "last used, and since when");
    }

    [Test]
    public async Task An_app_that_nobody_was_asked_about_is_there_as_long_as_it_is_signed_in()
    {
        var app = await NewAppAsync(firstParty: true);
        await SignInToAsync(app, scope: "openid email");
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { "The app" }));

        await ada.Http.SendFormAsync("/sign-out");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync();

        Assert.That(await NamesAsync(), Is.Empty);
    }

    [Test]
    public async Task An_app_that_was_switched_off_can_still_be_removed()
    {
        var app = await NewAppAsync();
        await SignInToAsync(app);
        await host.Get<ClientRegistry>().SwitchAsync(app.Registration.ClientId, disabled: true, Actor.System, CancellationToken.None);

        Assert.That((await ada.Http.ReadPageAsync(List)).QuerySelector(".card .notice")?.TextContent, Does.Contain("cannot be used"));
        await RevokeAsync(app);

        Assert.That(await NamesAsync(), Is.Empty);
    }

    [Test]
    [Property("Case", "F11")]
    public async Task Whatever_it_held_ends_at_once_and_the_other_apps_stay()
    {
        var (app, other) = (await NewAppAsync(), await NewAppAsync("Another"));
        var (tokens, others) = (await SignInToAsync(app), await SignInToAsync(other));

        using var answer = await RevokeAsync(app);

        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo(List));
        Assert.That((await app.RefreshAsync(tokens)).IsAccepted, Is.False);
        Assert.That((await app.IntrospectAsync(tokens.AccessToken)).GetProperty("active").GetBoolean(), Is.False);
        Assert.That((await other.RefreshAsync(others)).IsAccepted);
        var page = await ada.Http.ReadPageAsync(List);
        Assert.That(page.QuerySelector(".notice")?.TextContent, Does.Contain("The app has no access any more."));
        Assert.That(page.QuerySelectorAll("main .card h2").Select(name => name.TextContent), Is.EqualTo(new[] { "Another" }));
        Assert.That((await Journey.TakeAsync(ada, app.Ask("openid email offline_access"))).Stops, Is.EqualTo(new[] { "/consent" }), "it has to ask again");
    }

    [TestCase(true)]
    [TestCase(false)]
    [Property("Case", "F11")]
    public async Task A_code_under_way_when_an_app_is_shut_out_is_worth_nothing(bool firstParty)
    {
        var app = await NewAppAsync(firstParty: firstParty);
        await SignInToAsync(app);
        var question = app.Ask("openid email offline_access");
        var code = (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode;
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        await RevokeAsync(app);

        Assert.That((await app.RedeemAsync(question, code)).IsAccepted, Is.False);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var anew = await SignInToAsync(app);
        Assert.That((await app.RefreshAsync(anew)).IsAccepted, "what was granted since then");
        Assert.That((await app.RedeemAsync(question, code)).IsAccepted, Is.False, "agreeing again brings nothing back");
    }

    [Test]
    public async Task It_is_in_the_trail_once_and_in_the_persons_own_words()
    {
        var app = await NewAppAsync();
        await SignInToAsync(app);

        await RevokeAsync(app);
        await ada.Http.GetAsync(RevokeAt(app));

        Assert.That(await host.EventsAsync(OpenIdEvents.ConsentRevoked.Name), Is.EqualTo(1));
        Assert.That((await ada.Http.ReadPageAsync("/account/activity")).Body!.TextContent, Does.Contain("access was taken back"));
    }

    [Test]
    public async Task The_app_is_told_once_to_forget_the_session()
    {
        var app = await NewAppAsync(backchannel: true);
        var tokens = await SignInToAsync(app);

        await RevokeAsync(app);
        var told = await LogoutToken.ValidateAsync(app, await receiver.NextAsync(TimeSpan.FromSeconds(30)), host.Clock.GetUtcNow());
        await ada.Http.SendFormAsync("/sign-out");

        Assert.That((told.Subject, told.SessionId), Is.EqualTo((tokens.Subject, tokens.IdToken!.Claims.Text("sid"))));
        Assert.That(await WaitingAsync(), Is.Zero, "the end of the session is no longer its concern");
    }

    private async Task<RelyingParty> NewAppAsync(string name = "The app", bool firstParty = false, bool backchannel = false) => await host.NewAppAsync(new()
    {
        Name = name,
        FirstParty = firstParty,
        BackchannelLogoutUri = backchannel ? receiver.Address : null,
        Extra = { ["may_introspect"] = true },
    });

    private async Task<TestKit.Relying.Tokens> SignInToAsync(RelyingParty app, Visitor? who = null, string scope = "openid email offline_access")
    {
        var question = app.Ask(scope);
        var journey = await Journey.TakeAsync(who ?? ada, question);
        return (await app.RedeemAsync(question, (await journey.AnswerAsync()).ACode)).Tokens;
    }

    private async Task<Visitor> AnotherAsync(string userName)
    {
        // The set-up makes people as long as there is no administrator.
        await host.LeaveAllGroupsAsync();
        var another = await Visitor.SetUpAsync(host, userName);
        await another.SignInAsync();
        return another;
    }

    private Task<HttpResponseMessage> RevokeAsync(RelyingParty app) => ada.Http.SendFormAsync(RevokeAt(app));

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await ada.Http.ReadPageAsync(List)).QuerySelectorAll("main .card .thing h2").Select(name => name.TextContent);

    private async Task<int> WaitingAsync() => (await host.Get<IHotTables>().ListAsync(
        new Statement("""SELECT "Attempts" FROM "LogoutDeliveries" """), row => row.GetInt32(0), [], CancellationToken.None)).Count;

    private static string RevokeAt(RelyingParty app) => $"{List}/{StrictBase64Url.Encode(Encoding.UTF8.GetBytes(app.Registration.ClientId))}/revoke";
}
