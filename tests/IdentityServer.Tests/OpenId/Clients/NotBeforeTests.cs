using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.OpenId.Clients;
using IdentityServer.Sessions.States;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Clients;

/// <summary>An operator ends what an app, or a person, has held until now; what comes after that is as good as ever.</summary>
[Property("Case", "H11")]
[Property("Case", "I03")]
internal sealed class NotBeforeTests
{
    private TestHost host;
    private Visitor ada;
    private RelyingParty app;

    [SetUp]
    public async Task StartAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        app = await NewAppAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task Refresh_and_access_tokens_of_people_and_of_the_app_itself_end()
    {
        var persons = await SignInAsync();
        var own = (await app.AskForItselfAsync()).Tokens;
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        await RevokeAsync(app);

        Assert.That(await IsActiveAsync(persons.AccessToken), Is.False);
        Assert.That(await IsActiveAsync(own.AccessToken), Is.False);
        Assert.That(await IsActiveAsync(persons.RefreshToken!), Is.False);
        Assert.That((await app.RefreshAsync(persons)).IsAccepted, Is.False);
    }

    [Test]
    public async Task Codes_and_pushed_requests_that_are_under_way_lead_nowhere()
    {
        var question = app.Ask();
        var code = (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode;
        var pushed = await app.PushAsync(app.Ask());
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        await RevokeAsync(app);

        Assert.That((await app.RedeemAsync(question, code)).IsAccepted, Is.False);
        Assert.That((await Journey.TakeAsync(ada, pushed)).End.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task What_it_gets_afterwards_works_and_an_import_brings_nothing_back()
    {
        var before = await SignInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RevokeAsync(app);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var after = await SignInAsync();
        Assert.That(await IsActiveAsync(after.AccessToken));
        Assert.That((await app.RefreshAsync(after)).IsAccepted);
        Assert.That(await IsActiveAsync((await app.AskForItselfAsync()).Tokens.AccessToken));

        await host.RegisterAsync(app.Registration with { Name = "Another name" });
        Assert.That(await IsActiveAsync(before.AccessToken), Is.False);
    }

    [Test]
    public async Task What_is_issued_in_the_second_of_a_revocation_works_if_it_came_after()
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(1100 - (host.Clock.GetUtcNow().Millisecond)));
        var before = (await app.AskForItselfAsync()).Tokens;
        host.Clock.Advance(TimeSpan.FromMilliseconds(400));
        await RevokeAsync(app);
        host.Clock.Advance(TimeSpan.FromMilliseconds(400));
        var after = (await app.AskForItselfAsync()).Tokens;

        Assert.That(await IsActiveAsync(before.AccessToken), Is.False);
        Assert.That(await IsActiveAsync(after.AccessToken));
    }

    [Test]
    public async Task Another_app_goes_on_and_the_person_stays_signed_in()
    {
        var other = await NewAppAsync();
        var question = other.Ask("openid offline_access");
        var tokens = (await other.RedeemAsync(question, (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode)).Tokens;

        await RevokeAsync(app);

        Assert.That((await other.RefreshAsync(tokens)).IsAccepted);
        Assert.That((await Journey.TakeAsync(ada, other.Ask())).Stops, Is.Empty);
        Assert.That(await host.EventsAsync(AdministrationEvents.ClientRevoked.Name), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_is_nobody() =>
        Assert.That(await host.Get<ClientRegistry>().RevokeAsync("nobody", Actor.System, CancellationToken.None), Is.Null);

    [Test]
    public async Task An_account_that_was_disabled_and_enabled_again_begins_anew()
    {
        var tokens = await SignInAsync();
        var question = app.Ask();
        var code = (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode;
        var states = host.Get<AccountStates>();

        await states.DisableAsync(await AccountAsync(), Actor.System, CancellationToken.None);
        await states.EnableAsync(await AccountAsync(), Actor.System, CancellationToken.None);

        Assert.That((await app.RefreshAsync(tokens)).IsAccepted, Is.False);
        Assert.That(await IsActiveAsync(tokens.AccessToken), Is.False);
        Assert.That((await app.RedeemAsync(question, code)).IsAccepted, Is.False);
        Assert.That((await Journey.TakeAsync(ada, app.Ask(), host.Clock)).Stops, Is.EqualTo(new[] { "/sign-in" }));
    }

    private Task<RelyingParty> NewAppAsync() => host.NewAppAsync(new()
    {
        GrantTypes = ["authorization_code", "refresh_token", "client_credentials"],
        Extra = { ["may_introspect"] = true },
    });

    private async Task<TestKit.Relying.Tokens> SignInAsync()
    {
        var question = app.Ask("openid offline_access");
        return (await app.RedeemAsync(question, (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode)).Tokens;
    }

    private Task<ClientChange?> RevokeAsync(RelyingParty which) =>
        host.Get<ClientRegistry>().RevokeAsync(which.Registration.ClientId, Actor.System, CancellationToken.None);

    private async Task<bool> IsActiveAsync(string token) => (await app.IntrospectAsync(token)).GetProperty("active").GetBoolean();

    private async Task<AccountFacts> AccountAsync() => (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!;
}
