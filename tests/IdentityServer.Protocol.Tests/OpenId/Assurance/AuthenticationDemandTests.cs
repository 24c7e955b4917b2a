using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Assurance;

/// <summary>RFC 9470</summary>
[Property("Case", "H14")]
[Property("Case", "SU-16")]
internal sealed class AuthenticationDemandTests
{
    private static readonly Authentication Password = AuthenticationPolicy.Password(A.Now.AddSeconds(-60));
    private static readonly Authentication Passkey = AuthenticationPolicy.Passkey(A.Now.AddSeconds(-60), userVerified: true, hardwareProtected: false);

    [TestCase("phr", null, false)]
    [TestCase("urn:idp:loa:1", null, true)]
    [TestCase(null, 59, false)]
    [TestCase(null, 60, true)]
    [TestCase("urn:idp:loa:1", 59, false)]
    [TestCase(null, null, true)]
    public void A_password_of_a_minute_ago_meets_only_so_much(string? acr, int? age, bool met) =>
        Assert.That(new AuthenticationDemand(acr, age).IsMetBy(Password, A.Now), Is.EqualTo(met));

    [Test]
    public void What_is_stronger_meets_it_too()
    {
        Assert.That(new AuthenticationDemand("urn:idp:loa:2").IsMetBy(Passkey, A.Now));
        Assert.That(new AuthenticationDemand("phrh").IsMetBy(Passkey, A.Now), Is.False);
    }

    [Test]
    public void A_token_that_tells_of_no_sign_in_meets_no_demand()
    {
        Assert.That(new AuthenticationDemand("urn:idp:loa:1").IsMetBy(null, A.Now), Is.False);
        Assert.That(new AuthenticationDemand(null, 60).IsMetBy(null, A.Now), Is.False);
    }

    [Test]
    public void The_challenge_says_what_the_app_has_to_ask_for() =>
        Assert.That(new AuthenticationDemand("phr", 300).Parameters, Is.EqualTo(new[] { "acr_values=\"phr\"", "max_age=\"300\"" }));
}
