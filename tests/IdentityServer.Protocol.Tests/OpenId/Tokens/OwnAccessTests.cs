using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

internal sealed class OwnAccessTests
{
    private static readonly Client Machine = A.Client() with
    {
        GrantTypes = [GrantTypes.ClientCredentials],
        Scopes = ["openid", "profile", "orders.read"],
    };

    [TestCase("openid", TestName = "There is no person to tell of")]
    [TestCase("profile", TestName = "Nor anything about one")]
    [TestCase("orders.write", TestName = "A scope that was not registered")]
    [TestCase("offline_access", TestName = "A refresh token")]
    [TestCase("orders.read nothing", TestName = "A scope that nobody offers, beside a good one")]
    [Property("Case", "T20")]
    public void Is_refused(string scope) => Assert.That(Refusal(scope.Split(' '), []), Is.EqualTo("invalid_scope"));

    [Test]
    public void Api_that_is_not_open_to_the_client_is_refused() =>
        Assert.That(Refusal([], ["https://stock.test"]), Is.EqualTo("invalid_target"));

    [Test]
    public void Without_a_wish_it_is_what_the_client_registered()
    {
        var access = Ask([], []);

        Assert.That(access.Scopes, Is.EqualTo(new[] { "orders.read" }));
        Assert.That(access.Resources, Is.EqualTo(new[] { "https://orders.test" }));
    }

    [Test]
    public void Api_without_scopes_can_be_named()
    {
        var client = Machine with { Scopes = null, Resources = ["https://stock.test"] };

        Assert.That(OwnAccess.TryOf(client, [], ["https://stock.test"], A.Provider().Catalog, out var access, out _), Is.True);

        Assert.That(access!.Resources, Is.EqualTo(new[] { "https://stock.test" }));
        Assert.That(access.Scopes, Is.Empty);
    }

    private static Access Ask(string[] scopes, string[] resources) =>
        OwnAccess.TryOf(Machine, scopes, resources, A.Provider().Catalog, out var access, out var error)
            ? access : throw new InvalidOperationException(error.Description);

    private static string? Refusal(string[] scopes, string[] resources) =>
        OwnAccess.TryOf(Machine, scopes, resources, A.Provider().Catalog, out _, out var error) ? null : error.Code;
}
