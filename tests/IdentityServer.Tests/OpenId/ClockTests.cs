using System.Net;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;
using IdentityServer.Tests.OpenId.Clients;

namespace IdentityServer.Tests.OpenId;

/// <summary>A clock that was wrong and is set right, in either direction; and a server that starts again.</summary>
[Property("Case", "H10")]
internal sealed class ClockTests
{
    [TestCase(5)]
    [TestCase(-5)]
    public async Task A_clock_that_jumps_breaks_nothing(int minutes)
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        var app = await host.NewAppAsync();
        var question = app.Ask("openid profile offline_access");
        var code = (await (await Journey.TakeAsync(ada, question)).AnswerAsync()).ACode;
        var tokens = (await app.RedeemAsync(question, code)).Tokens;

        host.Clock.Advance(TimeSpan.FromMinutes(minutes));

        using var page = await ada.Http.GetAsync("/account/apps");
        using var discovery = await ada.Http.GetAsync("/.well-known/openid-configuration");
        using var replay = await app.SendAsync(app.Provider.Token, Form.Of(("grant_type", "authorization_code"), ("code", code), ("code_verifier", question.Verifier), ("redirect_uri", question.RedirectUri)));
        using var next = await ada.Http.GetAsync(app.Ask().Address.PathAndQuery);
        Assert.That(new[] { page.StatusCode, discovery.StatusCode }, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(replay.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "a code stays used");

        using var refreshed = await app.SendAsync(app.Provider.Token, Form.Of(("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken)));
        Assert.That((int)refreshed.StatusCode, Is.LessThan(500));
        var again = app.Ask();
        var journey = await Journey.TakeAsync(ada, again);
        Assert.That(journey.End.Headers.Location?.OriginalString, Does.Contain("code="), "who is signed in stays so");
    }

    [Test]
    public async Task An_assertion_that_was_used_stays_used_when_the_clock_goes_back_and_when_the_server_starts_again()
    {
        using var files = new TemporaryDirectory();
        var first = new AppBench { Host = HostOn(files) };
        var client = await first.RegisterWithKeyAsync(AppBench.Key);
        var used = first.Assertion(AppBench.Key, client).Form();
        Assert.That((await first.PushAsync(client, null, used)).StatusCode, Is.EqualTo(HttpStatusCode.Created));

        first.Host.Clock.Advance(TimeSpan.FromSeconds(-30));
        Assert.That(await AppBench.ErrorAsync(await first.PushAsync(client, null, used)), Is.EqualTo("invalid_client"));
        await first.DisposeAsync();

        await using var restarted = new AppBench { Host = HostOn(files) };
        Assert.That(await AppBench.ErrorAsync(await restarted.PushAsync(client, null, used)), Is.EqualTo("invalid_client"));
        Assert.That((await restarted.PushAsync(client, null, restarted.Assertion(AppBench.Key, client).Form())).StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    private static TestHost HostOn(TemporaryDirectory files) => new()
    {
        Settings =
        {
            ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]),
            ["IdentityServer:Database:ConnectionString"] = $"Data Source={files.File("identityserver.db")}",
        },
    };
}
