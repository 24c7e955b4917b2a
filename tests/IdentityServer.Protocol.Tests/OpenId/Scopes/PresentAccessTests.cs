using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Scopes;

internal sealed class PresentAccessTests
{
    private static readonly Access Granted = new()
    {
        Scopes = ["openid", "profile", "offline_access", "orders.read"],
        Resources = ["https://orders.test"],
        UserInfoClaims = ["email"],
        IdTokenClaims = ["name"],
    };

    private static readonly Client Client =
        A.Client() with { Scopes = ["openid", "profile", "email", "offline_access", "orders.read"] };

    [Test]
    public void Nothing_changes_while_the_client_stays_the_same()
    {
        var present = PresentAccess.Of(Granted, Client, A.Provider().Catalog);

        Assert.That(present.Covers(Granted) && Granted.Covers(present), Is.True);
    }

    [Test]
    public void Scope_that_was_taken_from_the_client_is_gone()
    {
        var present = PresentAccess.Of(Granted, Client with { Scopes = ["openid", "orders.read"] }, A.Provider().Catalog);

        Assert.That(present.Scopes, Is.EqualTo(new[] { "openid", "orders.read" }));
        Assert.That(present.UserInfoClaims, Is.Empty);
        Assert.That(present.IdTokenClaims, Is.Empty);
    }

    [Test]
    public void Api_that_does_not_exist_any_more_takes_its_scopes_along()
    {
        var present = PresentAccess.Of(Granted, Client, ScopeCatalog.Standard);

        Assert.That(present.Resources, Is.Empty);
        Assert.That(present.Scopes, Has.None.EqualTo("orders.read"));
    }

    [Test]
    public void Api_that_was_not_granted_is_not_added()
    {
        var present = PresentAccess.Of(Granted with { Resources = [], Scopes = ["openid"] }, Client, A.Provider().Catalog);

        Assert.That(present.Resources, Is.Empty);
    }

    [Test]
    public void Client_that_may_not_refresh_any_more_has_no_offline_access() => Assert.That(
        PresentAccess.Of(Granted, Client with { GrantTypes = [GrantTypes.AuthorizationCode] }, A.Provider().Catalog).IsOffline, Is.False);
}
