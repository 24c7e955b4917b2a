using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Tokens;

internal sealed class OpaqueTokenTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(A.Now.ToUnixTimeSeconds());

    [Test]
    public void What_is_written_is_read_back_in_whole_seconds()
    {
        var token = Token() with
        {
            GrantId = "grant",
            Authentication = AuthenticationPolicy.Passkey(Now.AddMilliseconds(500), userVerified: true, hardwareProtected: true) with { ToldAs = AcrValues.PhishingResistant },
        };

        var read = AccessTokenBytes.Read(AccessTokenBytes.Write(token))!;

        Assert.That(read.Audience, Is.EqualTo(token.Audience));
        Assert.That(read.Scopes, Is.EqualTo(token.Scopes));
        Assert.That((read.Authentication!.At, read.Authentication.Acr, read.Authentication.ToldAs), Is.EqualTo((Now, AcrValues.PhishingResistant, (string?)null)));
        Assert.That(read.Authentication.Amr, Is.EqualTo(token.Authentication.Amr));
        Assert.That(read with { Audience = token.Audience, Scopes = token.Scopes, Authentication = token.Authentication }, Is.EqualTo(token with { ExpiresAt = Now.AddMinutes(5) }));
    }

    [Test]
    public void Token_of_a_client_that_acts_for_itself_is_read_back()
    {
        var read = AccessTokenBytes.Read(AccessTokenBytes.Write(Token()))!;

        Assert.That((read.Subject, read.GrantId, read.Authentication), Is.EqualTo(("somebody", (string?)null, (Authentication?)null)));
    }

    [Test]
    public void Token_of_a_version_that_wrote_it_another_way_is_none() => Assert.That(AccessTokenBytes.Read("{}"u8.ToArray()), Is.Null);

    private static AccessToken Token() => new()
    {
        Issuer = "https://id.test",
        Subject = "somebody",
        ClientId = "app",
        Audience = ["https://id.test", "https://api.test"],
        Scopes = ["openid", "profile"],
        IssuedAt = Now,
        ExpiresAt = Now.AddMinutes(5).AddMilliseconds(700),
        Id = "id",
    };
}
