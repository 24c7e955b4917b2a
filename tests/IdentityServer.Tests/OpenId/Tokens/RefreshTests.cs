using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Tests.OpenId.Tokens;

internal sealed class RefreshTests : TokenFixture
{
    private static readonly Access Offline = new() { Scopes = ["openid", "profile", "offline_access"] };

    [TestCase(null, "refresh_token_missing")]
    [TestCase("", "refresh_token_missing")]
    [TestCase("8xLOxBtZp8", "refresh_token_unknown")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "refresh_token_unknown")]
    public async Task What_is_no_refresh_token_is_refused(string? token, string reason)
    {
        var scene = await TokenScene.OpenAsync(Host);

        Assert.That(ReasonOf(await scene.RefreshAsync(token)), Is.EqualTo(reason));
    }

    [Test]
    public async Task Refresh_token_with_its_generation_changed_is_refused([Values(40, 47, 69)] int index)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var letters = (await scene.TokensAsync()).RefreshToken!.ToCharArray();
        letters[index] = letters[index] is 'A' ? 'Q' : 'A';

        Assert.That(ReasonOf(await scene.RefreshAsync(new(letters))), Is.EqualTo("refresh_token_unknown"));
    }

    [Test]
    [Property("Case", "F01")]
    public async Task Refresh_token_of_another_app_is_refused_and_stays_good_for_its_owner()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        var foreign = await (await scene.OtherAppAsync()).RefreshAsync(tokens.RefreshToken);

        Assert.That((ErrorOf(foreign), ReasonOf(foreign)), Is.EqualTo(("invalid_grant", "refresh_token_of_another_client")));
        Assert.That(ReasonOf(await scene.RefreshAsync(tokens.RefreshToken)), Is.Null);
    }

    [Test]
    public async Task A_sign_in_that_is_weaker_than_is_demanded_since_brings_no_more_tokens()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        await scene.RegisterAsync(client => client with { MinimumAcr = AcrValues.PhishingResistantHardware });
        var refused = await scene.RefreshAsync(tokens.RefreshToken);
        await scene.RegisterAsync(client => client with { MinimumAcr = AcrValues.PhishingResistant });

        Assert.That((ErrorOf(refused), ReasonOf(refused)), Is.EqualTo(("invalid_grant", "sign_in_too_weak")));
        Assert.That(ReasonOf(await scene.RefreshAsync(tokens.RefreshToken)), Is.Null, "a refusal uses nothing up");
    }

    [Test]
    [Property("Case", "F02")]
    public async Task Every_use_brings_another_refresh_token()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();

        var second = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));
        var third = TokenScene.Issued(await scene.RefreshAsync(second.RefreshToken));

        Assert.That(new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }, Is.Unique);
    }

    [Test]
    [Property("Case", "F04")]
    public async Task Within_the_grace_the_token_before_leads_to_the_same_successor()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();
        var second = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));

        Host.Clock.Advance(TimeSpan.FromSeconds(9));
        var again = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));

        Assert.That(again.RefreshToken, Is.EqualTo(second.RefreshToken));
        Assert.That(again.AccessToken, Is.Not.EqualTo(second.AccessToken));
    }

    [Test]
    [Property("Case", "F03")]
    public async Task After_the_grace_the_token_before_ends_the_family_and_its_access_tokens()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();
        var second = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));

        Host.Clock.Advance(TimeSpan.FromSeconds(10));
        var replay = await scene.RefreshAsync(first.RefreshToken);

        Assert.That((ErrorOf(replay), ReasonOf(replay)), Is.EqualTo(("invalid_grant", "refresh_token_replayed")));
        Assert.That(ReasonOf(await scene.RefreshAsync(second.RefreshToken)), Is.EqualTo("grant_revoked"));
        Assert.That(await scene.ReadAsync(second.AccessToken), Is.Null);
    }

    [Test]
    [Property("Case", "F04")]
    public async Task Only_the_immediate_predecessor_is_forgiven()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();
        var second = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));
        await scene.RefreshAsync(second.RefreshToken);

        Assert.That(ReasonOf(await scene.RefreshAsync(first.RefreshToken)), Is.EqualTo("refresh_token_replayed"));
    }

    [Test]
    [Property("Case", "F07")]
    public async Task Client_that_does_not_rotate_keeps_its_token()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { RotateRefreshTokens = false });
        var first = await scene.TokensAsync();

        var second = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));

        Assert.That(new[] { second.RefreshToken, third.RefreshToken }, Is.All.EqualTo(first.RefreshToken));
    }

    [TestCase("openid profile email admin")]
    [TestCase("  ")]
    [Property("Case", "F08")]
    public async Task Scope_is_never_widened(string scope)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        Assert.That(ErrorOf(await scene.RefreshAsync(tokens.RefreshToken, ("scope", scope))), Is.EqualTo("invalid_scope"));
    }

    [Test]
    [Property("Case", "F08")]
    public async Task Narrower_scope_counts_for_one_token_only()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();

        var narrow = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken, ("scope", "openid")));
        var whole = TokenScene.Issued(await scene.RefreshAsync(narrow.RefreshToken));

        Assert.That(narrow.Scopes, Is.EqualTo(new[] { "openid" }));
        Assert.That(whole.Scopes, Is.EqualTo(first.Scopes));
    }

    [Test]
    [Property("Case", "F15")]
    public async Task Resource_is_never_widened()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        Assert.That(ErrorOf(await scene.RefreshAsync(tokens.RefreshToken, ("resource", "https://orders.test"))), Is.EqualTo("invalid_target"));
    }

    [Test]
    [Property("Case", "F09")]
    public async Task Token_that_nobody_used_has_ended()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync(code => code with { Access = Offline });

        Host.Clock.Advance(TimeSpan.FromDays(14));

        Assert.That(ReasonOf(await scene.RefreshAsync(tokens.RefreshToken)), Is.EqualTo("refresh_token_expired"));
    }

    [Test]
    [Property("Case", "F09")]
    public async Task However_often_it_is_used_the_end_stays_where_it_was()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var token = (await scene.TokensAsync(code => code with { Access = Offline })).RefreshToken;

        for (var day = 0; day < 29; day++)
        {
            Host.Clock.Advance(TimeSpan.FromDays(1));
            token = TokenScene.Issued(await scene.RefreshAsync(token)).RefreshToken;
        }

        Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(ReasonOf(await scene.RefreshAsync(token)), Is.EqualTo("refresh_token_expired"));
    }

    [Test]
    [Property("Case", "F11")]
    public async Task Signing_out_ends_what_was_granted_for_the_session_only()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var online = await scene.TokensAsync();
        var offline = await scene.TokensAsync(code => code with { Access = Offline });

        await scene.EndSessionAsync();

        Assert.That(ReasonOf(await scene.RefreshAsync(online.RefreshToken)), Is.EqualTo("session_ended"));
        Assert.That(await scene.ReadAsync(online.AccessToken), Is.Null);
        Assert.That(ReasonOf(await scene.RefreshAsync(offline.RefreshToken)), Is.Null);
        Assert.That(await scene.ReadAsync(offline.AccessToken), Is.Not.Null);
    }

    [TestCase(AccountState.Disabled)]
    [TestCase(AccountState.LockedDown)]
    [TestCase(AccountState.Deleted)]
    [Property("Case", "F11")]
    public async Task Closed_account_has_no_tokens(AccountState state)
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync(code => code with { Access = Offline });

        await scene.SetAccountAsync(state);

        Assert.That(ReasonOf(await scene.RefreshAsync(tokens.RefreshToken)), Is.EqualTo("account_closed"));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
    }

    [Test]
    [Property("Case", "F11")]
    public async Task Consent_that_was_withdrawn_has_no_tokens()
    {
        var scene = await ConsentedSceneAsync();
        var tokens = await scene.TokensAsync(code => code with { Access = Offline });

        await scene.WriteAsync(unit =>
        {
            Host.Get<ConsentStore>().Revoke(unit, scene.AccountId, scene.Client.ClientId, scene.SessionId);
            GrantRevocation.OfConsent(unit, scene.AccountId, scene.Client.ClientId, GrantEnd.RevokedByPerson, Host.Clock.GetUtcNow());
        });
        await AgreeAsync(scene, Offline);

        Assert.That(ReasonOf(await scene.RefreshAsync(tokens.RefreshToken)), Is.EqualTo("grant_revoked"));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
    }

    [Test]
    public async Task Scope_that_the_person_has_said_no_to_since_is_gone()
    {
        var scene = await ConsentedSceneAsync();
        var tokens = await scene.TokensAsync(code => code with { Access = Offline });

        await AgreeAsync(scene, new() { Scopes = ["openid", "offline_access"] });

        Assert.That(TokenScene.Issued(await scene.RefreshAsync(tokens.RefreshToken)).Scopes, Has.None.EqualTo("profile"));
    }

    [Test]
    public async Task Scope_that_was_taken_from_the_app_is_gone()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        await scene.RegisterAsync(client => client with { Scopes = ["openid"] });

        Assert.That(TokenScene.Issued(await scene.RefreshAsync(tokens.RefreshToken)).Scopes, Is.EqualTo(new[] { "openid" }));
    }

    [Test]
    public async Task Disabled_app_has_no_tokens()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var tokens = await scene.TokensAsync();

        await scene.RegisterAsync(client => client with { IsDisabled = true });

        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
    }

    private async Task<TokenScene> ConsentedSceneAsync()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { FirstParty = false });
        await AgreeAsync(scene, Offline);
        return scene;
    }

    private async Task AgreeAsync(TokenScene scene, Access granted)
    {
        var unit = new Unit();
        await Host.Get<ConsentStore>().AddAsync(
            unit, scene.Client.ClientId, new Consent(scene.AccountId, Offline, granted), scene.SessionId, CancellationToken.None);
        await Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
    }
}
