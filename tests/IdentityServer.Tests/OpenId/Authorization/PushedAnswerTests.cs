using System.Net;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.TestKit.OpenId;
using static IdentityServer.Tests.OpenId.Authorization.AuthorizationBench;

namespace IdentityServer.Tests.OpenId.Authorization;

/// <summary>A request that was pushed is answered once, and as it was pushed.</summary>
internal sealed class PushedAnswerTests
{
    private AuthorizationBench bench;

    [SetUp]
    public async Task StartAsync() => bench = await CreateAsync();

    [TearDown]
    public ValueTask StopAsync() => bench.DisposeAsync();

    [Test]
    [Property("Case", "M10")]
    public async Task A_pushed_request_is_answered_once_and_what_stands_beside_it_does_not_count()
    {
        var pushed = await PushAsync();
        var address = $"{Endpoint}?client_id=app&request_uri={FormEncoding.Encode(pushed)}&scope=openid+email&state=other";

        var answer = await bench.Ada.Http.GetAsync(address);

        Assert.That(bench.CodeOf(answer).Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That(AnswerOf(answer)["state"], Is.EqualTo("af0ifjsldkj"));
        await ShouldBePageAsync(await bench.Ada.Http.GetAsync(address), "invalid_request_uri");
    }

    [Test]
    [Property("Case", "M10")]
    public async Task A_pushed_request_survives_looking_at_it_and_a_slow_sign_in()
    {
        var elsewhere = bench.Elsewhere();
        var address = $"{Endpoint}?client_id=app&request_uri={FormEncoding.Encode(await PushAsync())}";
        var abandoned = await elsewhere.Http.GetAsync(address);
        var detour = await elsewhere.Http.GetAsync(address);
        bench.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        bench.CodeOf(await bench.SignInAsync(detour, elsewhere));

        var second = await elsewhere.Http.GetAsync("/connect/authorize/resume?interaction=" + HandleOf(abandoned));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    [Property("Case", "M10")]
    public async Task A_pushed_request_is_nobody_elses()
    {
        await bench.RegisterAsync(App with { ClientId = "other" });

        await ShouldBePageAsync(
            await bench.Ada.Http.GetAsync($"{Endpoint}?client_id=other&request_uri={FormEncoding.Encode(await PushAsync())}"), "invalid_request_uri");
    }

    [Test]
    [Property("Case", "C11")]
    public async Task Nothing_beside_a_pushed_request_changes_it()
    {
        var response = await bench.AskAsync(
            ("request_uri", await PushAsync()), ("code_challenge", new string('x', 43)), ("nonce", "other"), ("state", "other"), ("scope", "openid email"),
            ("redirect_uri", "https://evil.test/callback"));

        var code = bench.CodeOf(response);
        Assert.That((code.CodeChallenge, code.Nonce, code.RedirectUri), Is.EqualTo((A.Challenge, "n-0S6_WzA2Mj", A.RedirectUri)));
        Assert.That(code.Access.Scopes, Is.EqualTo(new[] { "openid", "profile" }));
        Assert.That(AnswerOf(response)["state"], Is.EqualTo("af0ifjsldkj"));
    }

    private Task<string> PushAsync() => bench.Host.Get<PushedRequests>().KeepAsync("app", AuthorizationRequest.Read(A.AuthorizationParameters()), CancellationToken.None);
}
