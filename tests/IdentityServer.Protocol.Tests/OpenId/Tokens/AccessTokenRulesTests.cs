using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

internal sealed class AccessTokenRulesTests
{
    private const string Ask = "https://ask.test";
    private const string Verify = "https://verify.test";
    private const string Either = "https://either.test";

    private static readonly Provider Provider = A.Provider() with
    {
        Catalog = ScopeCatalog.Standard with
        {
            Resources =
            [
                new(Ask, "Asks") { AccessTokenFormat = AccessTokenFormat.Opaque, Claims = ["email"] },
                new(Verify, "Verifies") { AccessTokenFormat = AccessTokenFormat.Jwt, Claims = ["email", "groups"] },
                new(Either, "Takes either"),
            ],
        },
    };

    [TestCase(new string[0], new[] { "openid" }, new[] { A.Issuer })]
    [TestCase(new string[0], new string[0], new[] { A.Issuer })]
    [TestCase(new[] { Ask }, new[] { "openid" }, new[] { A.Issuer, Ask })]
    [TestCase(new[] { Ask, Verify }, new string[0], new[] { Ask, Verify })]
    [Property("Case", "K09")]
    public void Audience_is_who_may_accept_it(string[] resources, string[] scopes, string[] audience) =>
        Assert.That(AccessTokenRules.AudienceOf(new() { Resources = resources, Scopes = scopes }, Provider), Is.EqualTo(audience));

    [TestCase(new string[0], null, AccessTokenFormat.Jwt)]
    [TestCase(new string[0], AccessTokenFormat.Opaque, AccessTokenFormat.Opaque)]
    [TestCase(new[] { Either }, AccessTokenFormat.Opaque, AccessTokenFormat.Opaque)]
    [TestCase(new[] { Verify }, AccessTokenFormat.Opaque, AccessTokenFormat.Jwt)]
    [TestCase(new[] { Either, Verify }, AccessTokenFormat.Opaque, AccessTokenFormat.Jwt)]
    [TestCase(new[] { Verify, Ask }, AccessTokenFormat.Jwt, AccessTokenFormat.Opaque)]
    public void Form_is_what_the_apis_want_and_otherwise_the_client(string[] resources, object? client, object form) => Assert.That(
        AccessTokenRules.FormatOf(
            new() { Resources = resources }, A.Client() with { AccessTokenFormat = (AccessTokenFormat?)client }, Provider, AccessTokenFormat.Jwt),
        Is.EqualTo(form));

    [Test]
    public void Apis_are_told_each_claim_once() =>
        Assert.That(AccessTokenRules.ClaimsOf(new() { Resources = [Ask, Verify] }, Provider), Is.EqualTo(new[] { "email", "groups" }));

    [Test]
    public void Userinfo_needs_no_claim_in_the_token() =>
        Assert.That(AccessTokenRules.ClaimsOf(new() { Scopes = ["openid", "email"] }, Provider), Is.Empty);
}
