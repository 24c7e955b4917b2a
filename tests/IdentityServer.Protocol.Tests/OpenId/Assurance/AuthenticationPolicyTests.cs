using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Assurance;

internal sealed class AuthenticationPolicyTests
{
    private static readonly Dictionary<string, Authentication> Ways = new()
    {
        ["passkey"] = AuthenticationPolicy.Passkey(A.Now, userVerified: true, hardwareProtected: false),
        ["hardware passkey"] = AuthenticationPolicy.Passkey(A.Now, userVerified: true, hardwareProtected: true),
        ["passkey without verification"] = AuthenticationPolicy.Passkey(A.Now, userVerified: false, hardwareProtected: true),
        ["password and code"] = AuthenticationPolicy.PasswordAndCode(A.Now),
        ["password"] = AuthenticationPolicy.Password(A.Now),
        ["approval"] = AuthenticationPolicy.Approval(A.Now),
        ["recovery"] = AuthenticationPolicy.Recovery(A.Now),
    };

    [TestCase("passkey", "phr", "pop user mfa")]
    [TestCase("hardware passkey", "phrh", "hwk pop user mfa")]
    [TestCase("passkey without verification", "urn:idp:loa:1", "pop user")]
    [TestCase("password and code", "urn:idp:loa:2", "pwd otp mfa")]
    [TestCase("password", "urn:idp:loa:1", "pwd")]
    [TestCase("approval", "urn:idp:loa:2", "mca user mfa")]
    [TestCase("recovery", null, "otp")]
    public void Each_way_has_its_worth(string way, string? acr, string amr)
    {
        Assert.That(Ways[way].Acr, Is.EqualTo(acr));
        Assert.That(Ways[way].Amr, Is.EqualTo(amr.Split(' ')));
    }

    [Property("Case", "SU-03")]
    [TestCase("passkey", "phr urn:idp:loa:2 urn:idp:loa:1")]
    [TestCase("hardware passkey", "phrh phr urn:idp:loa:2 urn:idp:loa:1")]
    [TestCase("passkey without verification", "urn:idp:loa:1")]
    [TestCase("password and code", "urn:idp:loa:2 urn:idp:loa:1")]
    [TestCase("password", "urn:idp:loa:1")]
    [TestCase("approval", "urn:idp:loa:2 urn:idp:loa:1")]
    [TestCase("recovery", "")]
    public void A_proof_satisfies_its_own_class_and_the_weaker_ones(string way, string satisfied) =>
        Assert.That(AcrValues.All.Where(Ways[way].Satisfies), Is.EqualTo(satisfied.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void Nothing_satisfies_a_class_that_nobody_knows() =>
        Assert.That(Ways.Values.Any(way => way.Satisfies("1") || way.Satisfies("")), Is.False);

    [Test]
    [Property("Case", "SU-01")]
    public void Nobody_claims_to_know_how_the_person_was_verified() =>
        Assert.That(Ways.Values.SelectMany(way => way.Amr), Has.None.AnyOf("face", "fpt", "pin"));
}
