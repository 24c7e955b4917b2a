using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Tests.OpenId.Tokens;

/// <summary>An app with lifetimes of its own; the server's settings are for all the others.</summary>
internal sealed class LifetimeTests : TokenFixture
{
    private static readonly Access Offline = new() { Scopes = ["openid", "offline_access"] };

    [Test]
    public async Task Access_and_id_tokens_live_as_long_as_their_app_wants()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { AccessTokenLifetime = TimeSpan.FromSeconds(40), IdTokenLifetime = TimeSpan.FromMinutes(20) });

        var tokens = await scene.TokensAsync();

        Assert.That(tokens.ExpiresIn, Is.EqualTo(TimeSpan.FromSeconds(40)));
        Assert.That(LifetimeOf(tokens.IdToken!), Is.EqualTo(TimeSpan.FromMinutes(20)));
        Host.Clock.Advance(TimeSpan.FromSeconds(41));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
    }

    [Test, Property("Case", "F09")]
    public async Task Refresh_tokens_end_with_the_limits_of_their_app()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with
        {
            RefreshTokenIdleLimit = TimeSpan.FromMinutes(10),
            RefreshTokenLifetime = TimeSpan.FromMinutes(15),
        });
        var idle = await scene.TokensAsync(code => code with { Access = Offline });
        var busy = await scene.TokensAsync(code => code with { Access = Offline });

        Host.Clock.Advance(TimeSpan.FromMinutes(9));
        busy = TokenScene.Issued(await scene.RefreshAsync(busy.RefreshToken));
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(ReasonOf(await scene.RefreshAsync(idle.RefreshToken)), Is.EqualTo("refresh_token_expired"));

        busy = TokenScene.Issued(await scene.RefreshAsync(busy.RefreshToken));
        Host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(ReasonOf(await scene.RefreshAsync(busy.RefreshToken)), Is.EqualTo("refresh_token_expired"));
    }

    [Test]
    public async Task A_client_for_itself_has_them_too()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { GrantTypes = ["client_credentials"], AccessTokenLifetime = TimeSpan.FromHours(2) });

        var tokens = TokenScene.Issued(await scene.AskAsync(("grant_type", "client_credentials")));

        Assert.That(tokens.ExpiresIn, Is.EqualTo(TimeSpan.FromHours(2)));
    }

    private static TimeSpan LifetimeOf(string token)
    {
        Assert.That(CompactJws.TryParse(token, out var jws));
        using var claims = JsonDocument.Parse(jws!.UnverifiedPayload);
        return TimeSpan.FromSeconds(claims.RootElement.GetProperty("exp").GetInt64() - claims.RootElement.GetProperty("iat").GetInt64());
    }
}
