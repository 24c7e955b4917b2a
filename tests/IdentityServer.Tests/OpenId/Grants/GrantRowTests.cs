using System.Text;
using System.Text.Json;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Grants;

/// <summary>Rows live for months: what is in them is read by every later version.</summary>
internal sealed class GrantRowTests
{
    private static readonly Access Access = new() { Scopes = ["openid", "öffnen\""], Resources = ["https://api.test"], UserInfoClaims = ["name"], IdTokenClaims = ["email"] };

    [Test]
    public void Access_is_read_back() => AssertSame(AccessJson.Read(AccessJson.Write(Access)), Access);

    [Test]
    public void Access_is_read_as_it_always_was_and_with_what_a_later_version_adds()
    {
        var read = AccessJson.Read("""{"later":{"scopes":["no"]},"scopes":["openid","email"],"resources":[],"userInfoClaims":["name"],"idTokenClaims":[]}"""u8.ToArray());

        AssertSame(read, new() { Scopes = ["openid", "email"], UserInfoClaims = ["name"] });
        Assert.That(Encoding.UTF8.GetString(AccessJson.Write(read)),
            Is.EqualTo("""{"scopes":["openid","email"],"resources":[],"userInfoClaims":["name"],"idTokenClaims":[]}"""));
    }

    [Test]
    public void Proof_is_read_as_it_always_was()
    {
        const string row = """{"at":"2026-01-02T03:04:05.678+00:00","acr":"phrh","amr":["hwk","user"],"toldAs":"phr"}""";

        var read = ProofJson.Read(Encoding.UTF8.GetBytes(row));

        Assert.That((read.At, read.Acr, read.ToldAs), Is.EqualTo((new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), "phrh", "phr")));
        Assert.That(read.Amr, Is.EqualTo(new[] { "hwk", "user" }));
        Assert.That(Encoding.UTF8.GetString(ProofJson.Write(read)), Is.EqualTo(row));
    }

    [Test]
    public void Proof_without_a_class_is_read_back()
    {
        var recovery = AuthenticationPolicy.Recovery(A.Now);

        var read = ProofJson.Read(ProofJson.Write(recovery));

        Assert.That(read with { Amr = recovery.Amr }, Is.EqualTo(recovery));
        Assert.That(read.Amr, Is.EqualTo(recovery.Amr));
    }

    [Test]
    public void Row_without_a_proof_is_damage() => Assert.That(() => ProofJson.Read("{}"u8.ToArray()), Throws.TypeOf<JsonException>());

    [Test]
    public void Consent_is_read_back()
    {
        var consent = new Consent(A.AccountId, Access, new() { Scopes = ["openid"] });

        var read = ConsentJson.Read(A.AccountId, ConsentJson.Write(consent));

        Assert.That(read.AccountId, Is.EqualTo(A.AccountId));
        AssertSame(read.Shown, consent.Shown);
        AssertSame(read.Granted, consent.Granted);
    }

    private static void AssertSame(Access read, Access expected)
    {
        Assert.That(read.Scopes, Is.EqualTo(expected.Scopes));
        Assert.That(read.Resources, Is.EqualTo(expected.Resources));
        Assert.That(read.UserInfoClaims, Is.EqualTo(expected.UserInfoClaims));
        Assert.That(read.IdTokenClaims, Is.EqualTo(expected.IdTokenClaims));
    }
}
