using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

internal sealed class NarrowedAccessTests
{
    private const string Orders = "https://orders.test";
    private const string Stock = "https://stock.test";

    private static readonly Access Granted = new()
    {
        Scopes = ["openid", "orders.read", "stock.read"],
        Resources = [Orders, Stock],
        UserInfoClaims = ["name"],
    };

    [TestCase("profile")]
    [TestCase("orders.write")]
    [TestCase("orders.read email")]
    [Property("Case", "F08")]
    public void Scope_that_was_not_granted_is_refused(string scope) => Assert.That(Refusal(scope.Split(' '), []), Is.EqualTo("invalid_scope"));

    [TestCase("https://evil.test")]
    [TestCase("https://orders.test/")]
    [Property("Case", "F15")]
    public void Resource_that_was_not_granted_is_refused(string resource) => Assert.That(Refusal([], [resource]), Is.EqualTo("invalid_target"));

    [Test]
    public void Without_a_wish_everything_stays() => Assert.That(Narrow([], []), Is.EqualTo(Granted));

    [Test]
    public void Fewer_scopes_leave_out_the_apis_that_offer_none_of_them()
    {
        var access = Narrow(["openid", "stock.read"], []);

        Assert.That(access.Scopes, Is.EqualTo(new[] { "openid", "stock.read" }));
        Assert.That(access.Resources, Is.EqualTo(new[] { Stock }));
    }

    [Test]
    public void Token_for_one_api_opens_neither_another_nor_userinfo()
    {
        var access = Narrow([], [Orders]);

        Assert.That(access.Scopes, Is.EqualTo(new[] { "orders.read" }));
        Assert.That(access.Resources, Is.EqualTo(new[] { Orders }));
        Assert.That(access.UserInfoClaims, Is.Empty);
    }

    [Test]
    public void Scope_that_the_named_api_does_not_offer_is_left_out()
    {
        var access = Narrow(["openid", "stock.read"], [Orders]);

        Assert.That(access.Scopes, Is.Empty);
        Assert.That(access.Resources, Is.EqualTo(new[] { Orders }));
    }

    private static Access Narrow(string[] scopes, string[] resources) =>
        NarrowedAccess.TryOf(Granted, scopes, resources, A.Provider().Catalog, out var access, out var error)
            ? access : throw new InvalidOperationException(error.Description);

    private static string? Refusal(string[] scopes, string[] resources) =>
        NarrowedAccess.TryOf(Granted, scopes, resources, A.Provider().Catalog, out _, out var error) ? null : error.Code;
}
