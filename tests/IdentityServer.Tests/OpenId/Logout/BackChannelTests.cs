using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.OpenId.Claims;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Keys;
using IdentityServer.OpenId.Logout.BackChannel;
using IdentityServer.Protocol.Jose;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.Tests.OpenId.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.OpenId.Logout;

/// <summary>Back-Channel Logout: the apps of a session hear of its end, whoever ended it, and nobody waits for them.</summary>
internal sealed class BackChannelTests
{
    private static readonly Statement Waiting = new("""SELECT "Attempts", "DueAt" FROM "LogoutDeliveries" """);

    private readonly ConcurrentQueue<(string ContentType, string Body)> heard = [];
    private WebApplication app;
    private AuthorizationBench bench;
    private HttpStatusCode answer = HttpStatusCode.OK;
    private string address = "";

    [SetUp]
    public async Task StartAsync()
    {
        heard.Clear();
        answer = HttpStatusCode.OK;
        await StartAppAsync();
        bench = await AuthorizationBench.CreateAsync(
            AuthorizationBench.App with { BackchannelLogoutUri = address + "/backchannel" },
            new TestHost { Settings = { ["IdentityServer:Outgoing:AllowedOrigins:0"] = address } });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await bench.DisposeAsync();
        await app.DisposeAsync();
    }

    [Test]
    [Property("Case", "L07")]
    [Property("Module", "oidcc-backchannel-rp-initiated-logout")]
    public async Task The_app_gets_a_token_that_names_the_session_and_the_person()
    {
        var code = bench.CodeOf(await bench.AskAsync());
        await UseAsync(code.SessionId, "app");
        await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync());
        var (contentType, body) = await HearAsync();

        Assert.That(contentType, Does.StartWith("application/x-www-form-urlencoded"));
        Assert.That(body, Does.StartWith("logout_token=").And.Not.Contain("&"));
        var claims = await VerifiedAsync(body["logout_token=".Length..]);
        Assert.That(claims.GetProperty("iss").GetString(), Is.EqualTo(AuthorizationBench.Issuer));
        Assert.That(claims.GetProperty("aud").GetString(), Is.EqualTo("app"));
        Assert.That(claims.GetProperty("sid").GetString(), Is.EqualTo(code.SessionId.ToString()));
        Assert.That(claims.GetProperty("sub").GetString(), Is.EqualTo(bench.Host.Get<Subjects>().Of(code.AccountId, AuthorizationBench.App)));
        Assert.That(claims.TryGetProperty("nonce", out _), Is.False);
        await EventuallyAsync(async () => (await WaitingAsync()).Count == 0 && await bench.AuditedAsync(OpenIdEvents.LogoutNotified) == 1);
    }

    [Test]
    public async Task Signing_out_here_tells_the_apps_too()
    {
        await UseAsync(bench.CodeOf(await bench.AskAsync()).SessionId, "app");

        await bench.PressAsync("/sign-out", await bench.PageAsync("/sign-out"), "sign-out");

        Assert.That((await HearAsync()).Body, Does.StartWith("logout_token="));
    }

    [Test]
    public async Task An_app_that_the_session_was_not_used_for_hears_nothing()
    {
        await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync());

        Assert.That(await WaitingAsync(), Is.Empty);
    }

    [Test]
    public async Task Two_codes_of_one_app_are_one_message()
    {
        var session = bench.CodeOf(await bench.AskAsync()).SessionId;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UseAsync(session, "app")));
        answer = HttpStatusCode.ServiceUnavailable;

        await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync());

        Assert.That(await WaitingAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    [Property("Case", "L06")]
    public async Task An_app_that_is_down_is_tried_again_with_growing_waits_and_then_given_up()
    {
        answer = HttpStatusCode.ServiceUnavailable;
        await UseAsync(bench.CodeOf(await bench.AskAsync()).SessionId, "app");
        await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync());

        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            await EventuallyAsync(async () => await IsPostponedAsync(attempt));
            waits.Add((await WaitingAsync()).Single().DueAt!.Value - bench.Host.Clock.GetUtcNow());
            bench.Host.Clock.Advance(waits[^1]);
        }

        Assert.That(waits, Is.Ordered.Ascending);
        await EventuallyAsync(async () => (await WaitingAsync()).Single() is { Attempts: 10, DueAt: null });
        await EventuallyAsync(async () => await bench.AuditedAsync(OpenIdEvents.LogoutNotificationFailed) == 1);
    }

    [Test]
    public async Task An_app_that_comes_back_hears_of_it()
    {
        answer = HttpStatusCode.ServiceUnavailable;
        await UseAsync(bench.CodeOf(await bench.AskAsync()).SessionId, "app");
        await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync());
        await EventuallyAsync(async () => await IsPostponedAsync(1));

        answer = HttpStatusCode.NoContent;
        bench.Host.Clock.Advance(TimeSpan.FromSeconds(10));

        await EventuallyAsync(async () => (await WaitingAsync()).Count == 0);
    }

    [Test]
    [Property("Case", "L06")]
    public async Task An_app_switched_off_for_a_moment_still_hears_of_the_sign_out()
    {
        var clients = bench.Host.Get<ClientRegistry>();
        var hint = await bench.IdTokenAsync();
        await UseAsync(bench.CodeOf(await bench.AskAsync()).SessionId, "app");
        await clients.SwitchAsync("app", disabled: true, Actor.System, CancellationToken.None);
        await bench.SubmitAsync(await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + hint), "logout-confirm");
        await EventuallyAsync(async () => await IsPostponedAsync(1));
        Assert.That(heard, Is.Empty);

        await clients.SwitchAsync("app", disabled: false, Actor.System, CancellationToken.None);
        bench.Host.Clock.Advance(TimeSpan.FromSeconds(10));

        await HearAsync();
    }

    [Test]
    public async Task Of_many_workers_one_sends()
    {
        await UseAsync(bench.CodeOf(await bench.AskAsync()).SessionId, "app");
        await bench.Ada.Http.GetAsync("/connect/logout?id_token_hint=" + await bench.IdTokenAsync());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Job.RunAsync(CancellationToken.None)));
        await EventuallyAsync(async () => (await WaitingAsync()).Count == 0);

        Assert.That(heard, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task However_many_wait_one_run_goes_through_them_all()
    {
        var session = (await bench.Host.Get<SessionStore>().FindAsync(bench.CodeOf(await bench.AskAsync()).SessionId, CancellationToken.None))!;
        var unit = new Unit();
        for (var i = 0; i < 501; i++)
            LogoutDeliveries.Add(unit, "gone", session, bench.Host.Clock.GetUtcNow());
        await bench.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That(await bench.Host.Get<LogoutDeliveries>().ListDueAsync(10, CancellationToken.None), Has.Count.EqualTo(10));
        await Job.RunAsync(CancellationToken.None);

        Assert.That(await WaitingAsync(), Is.Empty);
    }

    private LogoutDeliveryJob Job => bench.Host.Services.GetServices<IJob>().OfType<LogoutDeliveryJob>().Single();

    /// <summary>As the redemption of a code does it.</summary>
    private async Task UseAsync(Guid sessionId, string clientId)
    {
        var unit = new Unit();
        SessionClients.Add(unit, sessionId, clientId, bench.Host.Clock.GetUtcNow());
        Assert.That(await bench.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None), Is.EqualTo(UnitOutcome.Committed));
    }

    private Task<List<Row>> WaitingAsync() => bench.Host.Get<IHotTables>().ListAsync(
        Waiting, row => new Row(row.GetInt32(0), row.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), [], CancellationToken.None);

    // Anything but the lease, which ends after a minute.
    private async Task<bool> IsPostponedAsync(int attempts) =>
        (await WaitingAsync()).Single() is { DueAt: { } due } row && row.Attempts == attempts && due - bench.Host.Clock.GetUtcNow() != LogoutDeliveries.Lease;

    private async Task<(string ContentType, string Body)> HearAsync()
    {
        await EventuallyAsync(() => Task.FromResult(!heard.IsEmpty));
        return heard.First();
    }

    private async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var patience = 0; patience < 200; patience++)
        {
            await Job.RunAsync(CancellationToken.None);
            if (await condition())
                return;
            await Task.Delay(25);
        }

        Assert.Fail("It did not come about.");
    }

    private async Task<JsonElement> VerifiedAsync(string token)
    {
        Assert.That(CompactJws.TryParse(token, out var jws));
        var expected = new JwsExpectation { Algorithms = [SignatureAlgorithm.RS256], Types = ["logout+jwt"] };
        Assert.That(jws!.FirstViolation(expected, await bench.Host.Get<SigningKeys>().VerificationAsync(CancellationToken.None)), Is.Null);
        return JsonDocument.Parse(jws.UnverifiedPayload).RootElement;
    }

    private async Task StartAppAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/backchannel", async (HttpRequest request) =>
        {
            heard.Enqueue((request.ContentType ?? "", await new StreamReader(request.Body, Encoding.ASCII).ReadToEndAsync()));
            return Results.StatusCode((int)answer);
        });
        await app.StartAsync();
        address = app.Urls.Single();
    }

    private sealed record Row(int Attempts, DateTimeOffset? DueAt);
}
