using System.Net;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Tests.OpenId.Clients;
using IdentityServer.Tests.OpenId.Tokens;

namespace IdentityServer.Tests.OpenId.Revocation;

internal sealed class RevocationTests : TokenFixture
{
    private AppBench bench = null!;

    [OneTimeSetUp]
    public void Begin() => bench = new() { Host = Host };

    [TestCase(null)]
    [TestCase("refresh_token")]
    [TestCase("access_token")]
    [TestCase("paper_token")]
    [Property("Case", "V01"), Property("Case", "V03")]
    public async Task A_refresh_token_takes_everything_with_it_whatever_the_hint_says(string? hint)
    {
        var (scene, tokens) = await TokensAsync();

        var response = await RevokeAsync(scene.Client, tokens.RefreshToken!, hint);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
        Assert.That(ErrorOf(await scene.RefreshAsync(tokens.RefreshToken)), Is.EqualTo("invalid_grant"));
    }

    [TestCase(null)]
    [TestCase("refresh_token")]
    [Property("Case", "V03")]
    public async Task An_access_token_goes_alone(string? hint)
    {
        var (scene, tokens) = await TokensAsync();

        await RevokeAsync(scene.Client, tokens.AccessToken, hint);

        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
        Assert.That(TokenScene.Issued(await scene.RefreshAsync(tokens.RefreshToken)).AccessToken, Is.Not.Empty);
    }

    [Test, Property("Case", "V01")]
    public async Task Somebody_elses_token_stays_as_it_is_and_nobody_is_told()
    {
        var (scene, tokens) = await TokensAsync();
        var stranger = await bench.RegisterAsync();

        var refresh = await RevokeAsync(stranger, tokens.RefreshToken!);
        var access = await RevokeAsync(stranger, tokens.AccessToken);

        Assert.That(new[] { refresh.StatusCode, access.StatusCode }, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Not.Null);
    }

    [TestCase("garbage")]
    [TestCase("a.b.c")]
    [Property("Case", "V01")]
    public async Task What_was_never_a_token_is_answered_alike(string token)
    {
        var response = await RevokeAsync(await bench.RegisterAsync(), token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
    }

    [Test]
    public async Task Twice_is_as_good_as_once()
    {
        var (scene, tokens) = await TokensAsync();

        await RevokeAsync(scene.Client, tokens.AccessToken);
        await RevokeAsync(scene.Client, tokens.RefreshToken!);

        Assert.That((await RevokeAsync(scene.Client, tokens.AccessToken)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await RevokeAsync(scene.Client, tokens.RefreshToken!)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_public_client_gives_back_by_its_name()
    {
        var scene = await TokenScene.OpenAsync(Host, client => client with { AuthenticationMethod = AuthenticationMethods.None, Secrets = [] });
        var tokens = await scene.TokensAsync();

        var response = await bench.PostAsync("/connect/revoke", null, ("client_id", scene.Client.ClientId), ("token", tokens.RefreshToken!));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Null);
    }

    [Test, Property("Case", "V01")]
    public async Task Without_proof_or_token_nothing_happens()
    {
        var (scene, tokens) = await TokensAsync();

        var unproven = await bench.PostAsync("/connect/revoke", null, ("client_id", scene.Client.ClientId), ("token", tokens.RefreshToken!));
        var empty = await bench.PostAsync("/connect/revoke", AppBench.Basic(scene.Client));

        Assert.That(unproven.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(empty.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await scene.ReadAsync(tokens.AccessToken), Is.Not.Null);
    }

    private async Task<(TokenScene Scene, IssuedTokens Tokens)> TokensAsync()
    {
        var scene = await TokenScene.OpenAsync(Host);
        await bench.SaveAsync(bench.WithSecret(scene.Client));
        return (scene, await scene.TokensAsync());
    }

    private Task<HttpResponseMessage> RevokeAsync(Client client, string token, string? hint = null) => bench.PostAsync(
        "/connect/revoke", AppBench.Basic(client), hint is null ? [("token", token)] : [("token", token), ("token_type_hint", hint)]);
}
