using System.Text.Json;
using IdentityServer.Protocol.OpenId.Logout;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Logout;

internal sealed class LogoutTokenTests
{
    [Test]
    [Property("Case", "L07")]
    public void It_says_what_the_specification_asks_and_nothing_more()
    {
        var claims = JsonDocument.Parse(new LogoutToken(A.Issuer, "app", "alice", "s1", "unique").ToJson(A.Now)).RootElement;

        Assert.That(claims.EnumerateObject().Select(claim => claim.Name), Is.EquivalentTo(new[] { "iss", "aud", "iat", "exp", "jti", "sub", "sid", "events" }));
        Assert.That(claims.GetProperty("iat").GetInt64(), Is.EqualTo(A.Now.ToUnixTimeSeconds()));
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(120));
        Assert.That(claims.GetProperty("events").GetRawText(), Is.EqualTo("""{"http://schemas.openid.net/event/backchannel-logout":{}}"""));
        Assert.That((claims.GetProperty("aud").GetString(), claims.GetProperty("sid").GetString()), Is.EqualTo(("app", "s1")));
    }
}
