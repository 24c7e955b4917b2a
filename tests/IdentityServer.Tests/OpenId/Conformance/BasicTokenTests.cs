using System.Net;
using IdentityServer.OpenId.Keys;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Plan Basic: codes, proofs, signatures.</summary>
internal sealed class BasicTokenTests : ConformanceFixture
{
    [Test, Property("Module", "oidcc-server"), Property("Module", "oidcc-idtoken-signature"), Property("Module", "oidcc-idtoken-rs256")]
    public async Task The_id_token_is_signed_with_the_published_RS256_key_that_it_names()
    {
        var app = await NewAppAsync();

        var token = (await TokensAsync(app)).IdToken!;

        Assert.That(token.Algorithm, Is.EqualTo("RS256"));
        Assert.That(token.Kid, Is.Not.Null.And.Not.Empty);
    }

    [Test, Property("Module", "oidcc-server-client-secret-post")]
    public async Task The_secret_may_come_in_the_form_where_that_is_registered()
    {
        var app = await NewAppAsync(Plain with { Proof = new ClientProof.SecretPost(StrictText.Random()) });

        Assert.That((await TokensAsync(app)).Subject, Is.Not.Empty);
    }

    [Test, Property("Module", "oidcc-ensure-request-with-valid-pkce-succeeds")]
    public async Task Whoever_need_not_use_PKCE_may()
    {
        var app = await NewAppAsync();

        Assert.That((await TokensAsync(app, app.Ask())).Subject, Is.Not.Empty);
    }

    [Test, Property("Module", "oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    public async Task Without_a_nonce_none_comes_back()
    {
        var app = await NewAppAsync();

        var tokens = await TokensAsync(app, AskPlainly(app, "openid", ("nonce", null)));

        Assert.That(tokens.IdToken!.Claims.Text("nonce"), Is.Null);
    }

    [TestCase(0)]
    [TestCase(30)]
    [Property("Module", "oidcc-codereuse"), Property("Module", "oidcc-codereuse-30seconds"), Property("Case", "C01")]
    public async Task A_code_used_twice_is_refused_and_costs_what_it_had_bought(int seconds)
    {
        var app = await NewAppAsync();
        var question = AskPlainly(app);
        var code = await CodeAsync(question);
        var tokens = (await app.RedeemAsync(question, code)).Tokens;

        Host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var again = (await app.RedeemAsync(question, code)).Refusal;

        Assert.That((again.Status, again.Error), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_grant")));
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Provider.UserInfo);
        request.Headers.Authorization = new("Bearer", tokens.AccessToken);
        using var userInfo = await app.Http.SendAsync(request);
        Assert.That(userInfo.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test, Property("Module", "oidcc-idtoken-unsigned"), Property("Case", "K01")]
    public async Task An_app_cannot_ask_for_id_tokens_that_anybody_could_write()
    {
        var provider = (await NewAppAsync()).Provider;

        Assert.That(provider.List("id_token_signing_alg_values_supported"), Does.Not.Contain("none"));
        Assert.That(async () => await NewAppAsync(Plain with { IdTokenAlgorithm = "none" }),
            Throws.InvalidOperationException.With.Message.Contains("id_token_signed_response_alg"));
    }

    [Test, Property("Module", "oidcc-server-rotate-keys")]
    public async Task After_a_rotation_another_published_key_signs_and_the_old_one_still_verifies()
    {
        var app = await NewAppAsync();
        var before = (await TokensAsync(app)).IdToken!;

        await Host.Get<KeyRotation>().RotateAsync(["RS256"], [], CancellationToken.None);
        Host.Clock.Advance(TimeSpan.FromMinutes(10));
        var after = (await TokensAsync(app)).IdToken!;

        Assert.That(after.Kid, Is.Not.EqualTo(before.Kid));
        await app.VerifyAsync(before, "RS256", "the old ID token");
    }

    [Test, Property("Module", "oidcc-refresh-token"), Property("Case", "F01")]
    public async Task A_refreshed_id_token_is_newer_and_the_refresh_token_is_of_no_use_to_others()
    {
        var (app, other) = (await NewAppAsync(), await NewAppAsync());
        var tokens = await TokensAsync(app, AskPlainly(app, "openid offline_access", ("prompt", "consent")));

        Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var refreshed = (await app.RefreshAsync(tokens, ("scope", "openid offline_access"))).Tokens;
        var stolen = (await other.RefreshAsync(refreshed)).Refusal;

        Assert.That(refreshed.IdToken!.Claims.Time("iat"), Is.GreaterThan(tokens.IdToken!.Claims.Time("iat")!));
        Assert.That((stolen.Status, stolen.Error), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_grant")));
    }
}
