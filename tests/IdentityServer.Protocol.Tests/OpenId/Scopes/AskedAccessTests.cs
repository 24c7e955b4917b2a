using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Scopes;

internal sealed class AskedAccessTests
{
    [Property("Case", "A10")]
    [TestCase("openid profile unknown", "openid profile")]
    [TestCase("profile openid", "profile openid")]
    [TestCase("openid orders.read", "openid")]
    public void Unknown_scopes_and_closed_APIs_are_left_out(string scope, string expected) =>
        Assert.That(Ask(A.Client(), ("scope", scope)).Scopes, Is.EqualTo(expected.Split(' ')));

    [Test]
    public void A_client_that_lists_scopes_gets_no_others()
    {
        var client = A.Client() with { Scopes = ["openid", "orders.read"] };

        var access = Ask(client, ("scope", "openid email orders.read orders.write"));

        Assert.That(access.Scopes, Is.EqualTo(new[] { "openid", "orders.read" }));
        Assert.That(access.Resources, Is.EqualTo(new[] { "https://orders.test" }));
    }

    [Test]
    public void A_client_that_lists_APIs_gets_their_scopes_and_no_others()
    {
        var client = A.Client() with { Resources = ["https://orders.test"] };

        var access = Ask(client, ("scope", "openid orders.read stock.read"));

        Assert.That(access.Scopes, Is.EqualTo(new[] { "openid", "orders.read" }));
    }

    [Test]
    public void A_named_API_leaves_the_others_out()
    {
        var client = A.Client() with { Resources = ["https://orders.test", "https://stock.test"] };

        var access = Ask(client, ("scope", "orders.read stock.read"), ("resource", "https://stock.test"));

        Assert.That(access.Scopes, Is.EqualTo(new[] { "stock.read" }));
        Assert.That(access.Resources, Is.EqualTo(new[] { "https://stock.test" }));
    }

    [Test]
    public void An_API_of_which_nothing_is_asked_is_not_meant() =>
        Assert.That(Ask(A.Client() with { Resources = ["https://orders.test"] }).Resources, Is.Empty);

    [Property("Case", "F12")]
    [TestCase("authorization_code", false)]
    [TestCase("refresh_token", true)]
    public void Offline_access_is_for_clients_that_can_refresh(string grantType, bool expected)
    {
        var client = A.Client() with { GrantTypes = ["authorization_code", grantType] };

        Assert.That(Ask(client, ("scope", "openid offline_access")).IsOffline, Is.EqualTo(expected));
    }

    [Test]
    public void Claims_asked_by_name_are_those_beyond_the_scopes()
    {
        const string claims = """{"userinfo":{"name":null,"email":{"essential":true},"salary":null},"id_token":{"email":null,"acr":null,"sub":null}}""";

        var access = Ask(A.Client(), ("claims", claims));

        Assert.That(access.UserInfoClaims, Is.EqualTo(new[] { "email" }));
        Assert.That(access.IdTokenClaims, Is.EqualTo(new[] { "email" }));
    }

    [Test]
    public void A_client_gets_no_claim_that_it_could_not_get_by_a_scope()
    {
        var client = A.Client() with { Scopes = ["openid", "profile"] };

        Assert.That(Ask(client, ("claims", """{"userinfo":{"email":null}}""")).UserInfoClaims, Is.Empty);
    }

    [Test]
    [Property("Case", "A11")]
    public void Without_openid_no_claims_are_asked() =>
        Assert.That(Ask(A.Client(), ("scope", "profile"), ("claims", """{"userinfo":{"email":null}}""")).UserInfoClaims, Is.Empty);

    [Test]
    public void Access_covers_what_is_asked_and_nothing_more()
    {
        var access = new Access { Scopes = ["openid", "email"], Resources = ["https://orders.test"], UserInfoClaims = ["name"] };

        Assert.That(access.Covers(new() { Scopes = ["email"], UserInfoClaims = ["name"] }));
        Assert.That(access.Covers(new() { Scopes = ["phone"] }), Is.False);
        Assert.That(access.Covers(new() { Resources = ["https://stock.test"] }), Is.False);
        Assert.That(access.Covers(new() { UserInfoClaims = ["email"] }), Is.False);
        Assert.That(access.Covers(new() { IdTokenClaims = ["name"] }), Is.False);
    }

    private static Access Ask(Client client, params (string, string?)[] changes) =>
        AskedAccess.Of(A.AuthorizationRequest(changes), client, A.Provider().Catalog);
}
