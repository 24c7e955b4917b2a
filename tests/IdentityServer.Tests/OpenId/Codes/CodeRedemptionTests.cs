using IdentityServer.Accounts;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;
using IdentityServer.Tests.OpenId.Tokens;

namespace IdentityServer.Tests.OpenId.Codes;

internal sealed class CodeRedemptionTests : TokenFixture
{
    [TestCase("code_verifier", null, "verifier_missing", TestName = "Without the verifier")]
    [TestCase("code_verifier", "", "verifier_missing", TestName = "With an empty verifier")]
    [Property("Case", "C06")]
    public Task Challenge_is_answered(string name, string? value, string reason) => Is_refused(name, value, reason);

    [TestCase("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXj", "verifier_wrong", TestName = "With another verifier")]
    [TestCase("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX", "verifier_wrong", TestName = "With a verifier of 42 characters")]
    [TestCase("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEj k", "verifier_wrong", TestName = "With a space in the verifier")]
    [Property("Case", "C10")]
    public Task Verifier_is_exact(string name, string? value, string reason) => Is_refused(name, value, reason);

    [TestCase("é")]
    [TestCase("語")]
    [TestCase("\u0001")]
    public async Task A_nonce_of_the_longest_allowed_kind_gives_a_code_that_can_be_redeemed(string letter)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var redirectUri = "https://app.test/" + new string('a', 1980);
        var code = scene.Code(code => code with { Nonce = string.Concat(Enumerable.Repeat(letter, 512)), RedirectUri = redirectUri });

        Assert.That(await scene.RedeemAsync(code, ("redirect_uri", redirectUri)), Is.TypeOf<TokenOutcome.Issued>());
    }

    [TestCase("redirect_uri", null, "redirect_uri_differs", TestName = "Without the redirect URI")]
    [TestCase("redirect_uri", "https://app.test/callback/", "redirect_uri_differs", TestName = "With another redirect URI")]
    [TestCase("redirect_uri", "https://APP.test/callback", "redirect_uri_differs", TestName = "With another spelling of the redirect URI")]
    public async Task Is_refused(string name, string? value, string reason)
    {
        var scene = await TokenScene.OpenAsync(Host);

        var outcome = await scene.RedeemAsync(scene.Code(), (name, value));

        Assert.That((ErrorOf(outcome), ReasonOf(outcome)), Is.EqualTo(("invalid_grant", reason)));
    }

    [Test]
    [Property("Case", "C05")]
    public async Task Code_shown_with_a_wrong_verifier_has_no_second_chance()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var code = scene.Code();

        await scene.RedeemAsync(code, ("code_verifier", A.Challenge));

        Assert.That(ReasonOf(await scene.RedeemAsync(code)), Is.EqualTo("code_used"));
    }

    [Test]
    [Property("Case", "C07")]
    public async Task Verifier_for_a_code_without_a_challenge_is_refused()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var outcome = await scene.RedeemAsync(scene.Code(code => code with { CodeChallenge = null }));

        Assert.That(ReasonOf(outcome), Is.EqualTo("verifier_unexpected"));
    }

    [Test]
    [Property("Case", "C03")]
    public async Task Code_of_another_app_is_refused_and_stays_good_for_its_owner()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var code = scene.Code();

        Assert.That(ReasonOf(await (await scene.OtherAppAsync()).RedeemAsync(code)), Is.EqualTo("code_of_another_client"));
        Assert.That(ReasonOf(await scene.RedeemAsync(code)), Is.Null);
    }

    [TestCase(59, null)]
    [TestCase(60, "code_expired")]
    [Property("Case", "C04")]
    public async Task Code_lives_a_minute(int seconds, string? reason)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var code = scene.Code();

        Host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That(ReasonOf(await scene.RedeemAsync(code)), Is.EqualTo(reason));
    }

    [Test]
    [Property("Case", "C01")]
    public async Task Second_use_of_a_code_is_refused_and_ends_what_the_first_brought()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var code = scene.Code();
        var first = TokenScene.Issued(await scene.RedeemAsync(code));

        var second = await scene.RedeemAsync(code);

        Assert.That((ErrorOf(second), ReasonOf(second)), Is.EqualTo(("invalid_grant", "code_used")));
        Assert.That(await scene.ReadAsync(first.AccessToken), Is.Null);
        Assert.That(ReasonOf(await scene.RefreshAsync(first.RefreshToken)), Is.EqualTo("grant_revoked"));
    }

    [Test]
    [Property("Case", "C14")]
    public async Task Code_is_no_refresh_token_and_a_refresh_token_is_no_code()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        Assert.That(ReasonOf(await scene.RefreshAsync(scene.Code())), Is.EqualTo("refresh_token_unknown"));
        Assert.That(ReasonOf(await scene.RedeemAsync(tokens.RefreshToken!)), Is.EqualTo("code_unknown"));
    }

    [Test]
    public async Task Whoever_signed_out_meanwhile_signed_out_of_this_too()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var code = scene.Code(code => code with { Access = new() { Scopes = ["openid", "offline_access"] } });

        await scene.EndSessionAsync();

        Assert.That(ReasonOf(await scene.RedeemAsync(code)), Is.EqualTo("session_ended"));
    }

    [TestCase(AccountState.Disabled)]
    [TestCase(AccountState.LockedDown)]
    [TestCase(AccountState.Deleted)]
    public async Task Account_that_was_closed_meanwhile_gets_nothing(AccountState state)
    {
        var scene = await TokenScene.OpenAsync(Host);

        await scene.SetAccountAsync(state);

        Assert.That(ReasonOf(await scene.RedeemAsync(scene.Code())), Is.EqualTo("account_closed"));
    }

    [Test]
    public async Task Permission_that_was_taken_back_meanwhile_counts_no_more()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { FirstParty = false });

        Assert.That(ReasonOf(await scene.RedeemAsync(scene.Code())), Is.EqualTo("consent_withdrawn"));
    }

    [TestCase("scope", "openid profile email admin")]
    [Property("Case", "T24")]
    public async Task Scope_at_redemption_widens_nothing(string name, string value)
    {
        var scene = await TokenScene.OpenAsync(Host);

        var tokens = TokenScene.Issued(await scene.RedeemAsync(scene.Code(), (name, value)));

        Assert.That(tokens.Scopes, Is.EqualTo(new[] { "openid", "profile", "email" }));
    }

    [TestCase(null, "grant_type_missing", "invalid_request")]
    [TestCase("magic", "grant_type_unknown", "unsupported_grant_type")]
    [TestCase("client_credentials", "grant_type_not_allowed", "unauthorized_client")]
    [Property("Case", "T18")]
    public async Task Grant_type_is_known_and_registered(string? grantType, string reason, string error)
    {
        var scene = await TokenScene.OpenAsync(Host);

        var outcome = await scene.AskAsync(("grant_type", grantType));

        Assert.That((ReasonOf(outcome), ErrorOf(outcome)), Is.EqualTo((reason, error)));
    }

    [TestCase("password")]
    [TestCase("implicit")]
    [Property("Case", "T19")]
    public async Task Grant_types_of_the_past_are_not_known(string grantType)
    {
        var scene = await TokenScene.OpenAsync(Host);

        Assert.That(ErrorOf(await scene.AskAsync(("grant_type", grantType), ("username", "ada"), ("password", "x"))), Is.EqualTo("unsupported_grant_type"));
    }

    [Test]
    public async Task App_without_the_grant_type_gets_no_refresh_token()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { GrantTypes = [GrantTypes.AuthorizationCode] });

        Assert.That((await scene.TokensAsync()).RefreshToken, Is.Null);
    }
}
