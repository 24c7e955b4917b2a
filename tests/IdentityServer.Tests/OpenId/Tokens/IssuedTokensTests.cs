using System.Text;
using System.Text.Json;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Tests.OpenId.Tokens;

internal sealed class IssuedTokensTests : TokenFixture
{
    private static readonly Statement Recorded = new("""SELECT "Type" FROM "AuditEvents" WHERE "ClientId" = @client""");

    [TestCase("RS256")]
    [TestCase("ES256")]
    [TestCase("PS256")]
    [Property("Case", "K15")]
    public async Task Id_token_is_signed_as_registered_and_vouches_for_the_access_token(string algorithm)
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { IdTokenAlgorithm = algorithm });

        var tokens = await scene.TokensAsync();
        var idToken = Jws(tokens.IdToken!);

        Assert.That((idToken.Header.Alg, idToken.Header.Typ), Is.EqualTo((algorithm, "JWT")));
        Assert.That(idToken.Header.Kid, Is.Not.Null.And.Not.Empty);
        Assert.That(Claims(idToken).GetProperty("at_hash").GetString(),
            Is.EqualTo(SignatureAlgorithm.Find(algorithm)!.LeftHalfHash(Encoding.ASCII.GetBytes(tokens.AccessToken))));
    }

    [Test]
    [Property("Module", "oidcc-server")]
    public async Task Id_token_names_the_app_the_session_and_the_nonce()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var claims = Claims(Jws((await scene.TokensAsync()).IdToken!));

        Assert.That(claims.GetProperty("iss").GetString(), Is.EqualTo("http://localhost:5000"));
        Assert.That(claims.GetProperty("aud").GetString(), Is.EqualTo(scene.Client.ClientId));
        Assert.That(claims.GetProperty("sub").GetString(), Is.EqualTo(scene.AccountId.ToString()));
        Assert.That(claims.GetProperty("sid").GetString(), Is.EqualTo(scene.SessionId.ToString()));
        Assert.That(claims.GetProperty("nonce").GetString(), Is.EqualTo("n-0S6_WzA2Mj"));
        Assert.That(claims.TryGetProperty("name", out _) || claims.TryGetProperty("email", out _), Is.False);
    }

    [Test]
    [Property("Module", "oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    public async Task Without_a_nonce_there_is_none()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var claims = Claims(Jws((await scene.TokensAsync(code => code with { Nonce = null })).IdToken!));

        Assert.That(claims.TryGetProperty("nonce", out _), Is.False);
    }

    [Test]
    public async Task Without_openid_there_is_no_id_token()
    {
        var tokens = await (await TokenScene.OpenAsync(Host)).TokensAsync(code => code with { Access = new() { Scopes = ["profile"] } });

        Assert.That(tokens.IdToken, Is.Null);
    }

    [Test]
    [Property("Case", "F13")]
    [Property("Module", "oidcc-refresh-token")]
    public async Task Refreshed_id_token_tells_of_the_same_sign_in_at_another_time()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();

        Host.Clock.Advance(TimeSpan.FromSeconds(100));
        var second = TokenScene.Issued(await scene.RefreshAsync(first.RefreshToken));

        var (before, after) = (Claims(Jws(first.IdToken!)), Claims(Jws(second.IdToken!)));
        foreach (var same in new[] { "iss", "sub", "aud", "auth_time", "acr", "sid" })
            Assert.That(after.GetProperty(same).GetRawText(), Is.EqualTo(before.GetProperty(same).GetRawText()), same);
        Assert.That(after.GetProperty("iat").GetInt64() - before.GetProperty("iat").GetInt64(), Is.EqualTo(100));
        Assert.That(after.TryGetProperty("nonce", out _), Is.False);
    }

    [Test]
    [Property("Case", "K08")]
    [Property("Case", "K09")]
    public async Task Access_token_is_of_its_own_type_and_not_for_the_app()
    {
        var scene = await TokenScene.OpenAsync(Host);

        var accessToken = Jws((await scene.TokensAsync()).AccessToken);

        Assert.That((accessToken.Header.Typ, accessToken.Header.Alg), Is.EqualTo(("at+jwt", "ES256")));
        Assert.That(Claims(accessToken).GetProperty("aud").GetString(), Is.EqualTo("http://localhost:5000"));
        Assert.That(Claims(accessToken).GetProperty("client_id").GetString(), Is.EqualTo(scene.Client.ClientId));
    }

    [Test]
    [Property("Case", "K01")]
    public async Task Access_token_with_its_signature_taken_away_is_none()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var parts = (await scene.TokensAsync()).AccessToken.Split('.');
        var unsigned = StrictBase64Url.Encode("""{"alg":"none","typ":"at+jwt"}"""u8);

        foreach (var forged in new[] { $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", $"{unsigned}.{parts[1]}.", $"{unsigned}.{parts[1]}.{parts[2]}" })
            Assert.That(await scene.ReadAsync(forged), Is.Null);
    }

    [Test]
    [Property("Case", "T20")]
    public async Task Client_for_itself_gets_an_access_token_and_nothing_else()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { GrantTypes = [GrantTypes.ClientCredentials] });

        var tokens = TokenScene.Issued(await scene.AskAsync(("grant_type", "client_credentials")));

        Assert.That((tokens.IdToken, tokens.RefreshToken), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(Claims(Jws(tokens.AccessToken)).GetProperty("sub").GetString(), Is.EqualTo(scene.Client.ClientId));
        Assert.That(Claims(Jws(tokens.AccessToken)).TryGetProperty("grant_id", out _), Is.False);
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Not.Null);
    }

    [Test]
    public async Task Nothing_outlives_its_grant()
    {
        var scene = await TokenScene.OpenAsync(Host);
        Host.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(2));

        var tokens = await scene.TokensAsync();

        Assert.That(tokens.ExpiresIn, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public async Task Trail_tells_what_was_issued_refreshed_and_replayed()
    {
        var scene = await TokenScene.OpenAsync(Host);
        var first = await scene.TokensAsync();
        await scene.RefreshAsync(first.RefreshToken);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.RefreshAsync(first.RefreshToken);

        var recorded = await Host.Get<IHotTables>().ListAsync(Recorded, row => row.GetString(0), [scene.Client.ClientId], CancellationToken.None);

        Assert.That(recorded.Where(type => type.StartsWith("token", StringComparison.Ordinal)), Is.EquivalentTo(
            new[] { OpenIdEvents.TokenIssued.Name, OpenIdEvents.TokenRefreshed.Name, OpenIdEvents.TokenReuseDetected.Name }));
    }

    private static CompactJws Jws(string text) => CompactJws.TryParse(text, out var jws) ? jws : throw new ArgumentException("no JWT");

    private static JsonElement Claims(CompactJws jws) => JsonDocument.Parse(jws.UnverifiedPayload).RootElement;
}
