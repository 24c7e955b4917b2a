using System.Net;
using IdentityServer.OpenId.Clients;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.OpenId.Clients;

/// <summary>Through the pushed authorization endpoint, which does nothing else before it knows who calls.</summary>
internal sealed class ClientAuthenticationTests
{
    private AppBench bench = null!;

    [SetUp]
    public void Start() => bench = new() { Host = new() { Settings = { ["IdentityServer:Throttles:ClientFailuresPerNetwork:Limit"] = "5" } } };

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task The_right_secret_in_the_header_is_believed()
    {
        var client = await bench.RegisterAsync();

        await ExpectAccepted(bench.PushAsync(client, AppBench.Basic(client)));
    }

    [Test]
    public async Task The_right_secret_in_the_body_is_believed()
    {
        var client = await bench.RegisterAsync(client => client with { AuthenticationMethod = AuthenticationMethods.SecretPost });

        await ExpectAccepted(bench.PushAsync(client, null, ("client_id", client.ClientId), ("client_secret", AppBench.Secret)));
    }

    [Test]
    public async Task A_public_client_says_its_name()
    {
        var client = await bench.RegisterPublicAsync();

        await ExpectAccepted(bench.PushAsync(client, null, ("client_id", client.ClientId)));
    }

    [Test]
    public async Task A_signed_assertion_is_believed()
    {
        var (elliptic, rsa) = (await bench.RegisterWithKeyAsync(AppBench.Key), await bench.RegisterWithKeyAsync(AppBench.RsaKey));

        await ExpectAccepted(bench.PushAsync(elliptic, null, bench.Assertion(AppBench.Key, elliptic).Form()));
        await ExpectAccepted(bench.PushAsync(rsa, null, [.. bench.Assertion(AppBench.RsaKey, rsa).Form(), ("client_id", rsa.ClientId)]));
    }

    [Test, Property("Case", "T12")]
    public async Task The_endpoint_that_is_called_is_a_good_audience()
    {
        var client = await bench.RegisterWithKeyAsync(AppBench.Key);
        var draft = bench.Assertion(AppBench.Key, client);
        draft.Claims["aud"] = AppBench.Issuer + "/connect/par";

        await ExpectAccepted(bench.PushAsync(client, null, draft.Form()));
    }

    [Test, Property("Case", "T07")]
    public async Task A_wrong_secret_in_the_header_is_answered_with_how_it_is_done()
    {
        var client = await bench.RegisterAsync();

        var response = await bench.PushAsync(client, AppBench.Basic(client, "wrong"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Basic"));
        Assert.That(await AppBench.ErrorAsync(response), Is.EqualTo("invalid_client"));
    }

    [Test, Property("Case", "T06")]
    public async Task An_unknown_client_a_disabled_one_and_a_wrong_secret_are_told_the_same()
    {
        var client = await bench.RegisterAsync();
        var disabled = await bench.RegisterAsync(client => client with { IsDisabled = true });

        string[] answers =
        [
            await TextAsync(bench.PushAsync(client, AppBench.Basic(client, "wrong"))),
            await TextAsync(bench.PushAsync(client, AppBench.Basic("nobody", AppBench.Secret))),
            await TextAsync(bench.PushAsync(disabled, AppBench.Basic(disabled))),
        ];

        Assert.That(answers.Distinct(), Has.Exactly(1).Items);
    }

    [Test, Property("Case", "T05")]
    public async Task Another_method_than_the_registered_one_is_refused()
    {
        var basic = await bench.RegisterAsync();
        var post = await bench.RegisterAsync(client => client with { AuthenticationMethod = AuthenticationMethods.SecretPost });
        var open = await bench.RegisterPublicAsync();
        var signed = await bench.RegisterWithKeyAsync(AppBench.Key);

        await ExpectRefused(bench.PushAsync(basic, null, ("client_id", basic.ClientId), ("client_secret", AppBench.Secret)));
        await ExpectRefused(bench.PushAsync(basic, null, ("client_id", basic.ClientId)));
        await ExpectRefused(bench.PushAsync(post, AppBench.Basic(post)));
        await ExpectRefused(bench.PushAsync(open, AppBench.Basic(open)));
        await ExpectRefused(bench.PushAsync(signed, AppBench.Basic(signed)));
        await ExpectRefused(bench.PushAsync(signed, null, ("client_id", signed.ClientId)));
    }

    [Test, Property("Case", "T09")]
    public async Task Old_and_new_secret_overlap_until_the_old_one_expires()
    {
        var secrets = bench.Host.Get<ClientSecrets>();
        var client = await bench.RegisterAsync(client => client with
        {
            Secrets = [new(secrets.Hash(client.ClientId, "the old one"), bench.Host.Clock.GetUtcNow().AddHours(1)), new(secrets.Hash(client.ClientId, "the new one"))],
        });
        await ExpectAccepted(bench.PushAsync(client, AppBench.Basic(client, "the old one")));

        bench.Host.Clock.Advance(TimeSpan.FromHours(1));

        await ExpectRefused(bench.PushAsync(client, AppBench.Basic(client, "the old one")));
        await ExpectAccepted(bench.PushAsync(client, AppBench.Basic(client, "the new one")));
    }

    [Test, Property("Case", "T09")]
    public async Task The_same_secret_of_another_client_is_no_good()
    {
        var (one, other) = (await bench.RegisterAsync(), await bench.RegisterAsync());
        await bench.SaveAsync(one with { Secrets = other.Secrets });

        await ExpectRefused(bench.PushAsync(one, AppBench.Basic(one)));
    }

    [Test, Property("Case", "T10")]
    public async Task An_assertion_is_good_once()
    {
        var client = await bench.RegisterWithKeyAsync(AppBench.Key);
        var form = bench.Assertion(AppBench.Key, client).Form();

        await ExpectAccepted(bench.PushAsync(client, null, form));
        await ExpectRefused(bench.PushAsync(client, null, form));
    }

    [Test, Property("Case", "T10")]
    public async Task Two_clients_may_use_the_same_identifier()
    {
        var (one, other) = (await bench.RegisterWithKeyAsync(AppBench.Key), await bench.RegisterWithKeyAsync(AppBench.Key));
        var (first, second) = (bench.Assertion(AppBench.Key, one), bench.Assertion(AppBench.Key, other));
        second.Claims["jti"] = first.Claims["jti"]!.DeepClone();

        await ExpectAccepted(bench.PushAsync(one, null, first.Form()));
        await ExpectAccepted(bench.PushAsync(other, null, second.Form()));
    }

    [Test, Property("Case", "T13")]
    public async Task Another_key_than_the_registered_one_is_refused()
    {
        var client = await bench.RegisterWithKeyAsync(AppBench.Key);
        using var other = SigningKey.Create(SignatureAlgorithm.ES256);
        var named = bench.Assertion(other, client);
        named.Header["kid"] = AppBench.Key.Kid;
        var nameless = bench.Assertion(other, client);
        nameless.Header.Remove("kid");

        await ExpectRefused(bench.PushAsync(client, null, bench.Assertion(other, client).Form()));
        await ExpectRefused(bench.PushAsync(client, null, named.Form()));
        await ExpectRefused(bench.PushAsync(client, null, nameless.Form()));
    }

    [Test, Property("Case", "T10")]
    public async Task A_refused_assertion_uses_no_identifier_up()
    {
        var client = await bench.RegisterWithKeyAsync(AppBench.Key);
        using var other = SigningKey.Create(SignatureAlgorithm.ES256);
        var (good, forged) = (bench.Assertion(AppBench.Key, client), bench.Assertion(other, client));
        forged.Claims["jti"] = good.Claims["jti"]!.DeepClone();

        await ExpectRefused(bench.PushAsync(client, null, forged.Form()));
        await ExpectAccepted(bench.PushAsync(client, null, good.Form()));
    }

    [Test, Property("Case", "T23")]
    public async Task Who_fails_often_must_wait_and_others_need_not()
    {
        var (victim, other) = (await bench.RegisterAsync(), await bench.RegisterAsync());
        for (var i = 0; i < 5; i++)
            await ExpectRefused(bench.PushAsync(victim, AppBench.Basic(victim, $"guess {i}")));

        var sixth = await bench.PushAsync(victim, AppBench.Basic(victim, "guess 6"));
        var right = await bench.PushAsync(victim, AppBench.Basic(victim));

        Assert.That(sixth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(sixth.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(sixth.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        Assert.That(await AppBench.ErrorAsync(sixth), Is.EqualTo("temporarily_unavailable"));
        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests), "otherwise a right guess would be told apart");
        await ExpectAccepted(bench.PushAsync(other, AppBench.Basic(other)));

        bench.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ExpectAccepted(bench.PushAsync(victim, AppBench.Basic(victim)));
    }

    [Test, Property("Case", "T23")]
    public async Task Whoever_guesses_at_a_public_client_does_not_stop_it()
    {
        var open = await bench.RegisterPublicAsync();
        for (var i = 0; i < 5; i++)
            await ExpectRefused(bench.PushAsync(open, AppBench.Basic(open.ClientId, "guess")));

        Assert.That((await bench.PushAsync(open, AppBench.Basic(open.ClientId, "guess"))).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await ExpectAccepted(bench.PushAsync(open, null, ("client_id", open.ClientId)));
    }

    [Test, Property("Case", "T23")]
    public async Task Whoever_makes_names_up_stops_nobody_who_exists()
    {
        var client = await bench.RegisterAsync();
        for (var i = 0; i < 5; i++)
            await ExpectRefused(bench.PushAsync(client, AppBench.Basic($"nobody-{i}", "guess")));

        Assert.That((await bench.PushAsync(client, AppBench.Basic("nobody-6", "guess"))).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await ExpectAccepted(bench.PushAsync(client, AppBench.Basic(client)));
    }

    [Test, Property("Case", "H08")]
    public async Task Failures_are_in_the_audit_with_their_reason_and_without_the_secret()
    {
        var client = await bench.RegisterAsync();
        await bench.PushAsync(client, AppBench.Basic(client, "a wrong secret"));

        var answer = await CommandAnswer.OfAsync(bench.Host.DataDirectory, "audit", "export", "--type", "client.authentication");

        Assert.That(answer.Output, Does.Contain("wrong_secret").And.Contain(client.ClientId).And.Not.Contain("a wrong secret"));
    }

    private static async Task ExpectAccepted(Task<HttpResponseMessage> asked)
    {
        var response = await asked;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), await response.Content.ReadAsStringAsync());
    }

    private static async Task ExpectRefused(Task<HttpResponseMessage> asked)
    {
        var response = await asked;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await AppBench.ErrorAsync(response), Is.EqualTo("invalid_client"));
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> asked)
    {
        var response = await asked;
        return $"{response.StatusCode} {response.Headers.WwwAuthenticate} {await response.Content.ReadAsStringAsync()}";
    }
}
