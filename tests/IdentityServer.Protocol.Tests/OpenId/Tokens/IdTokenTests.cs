using System.Text.Json;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

internal sealed class IdTokenTests
{
    private static readonly string[] Plain = ["iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "amr", "sid"];

    [Test]
    public void Tells_of_the_sign_in_and_of_nothing_else() =>
        Assert.That(Json.Of(Token().WriteTo).Names(), Is.EqualTo(Plain));

    [Test]
    public void Counts_time_in_whole_seconds()
    {
        var json = Json.Of(Token().WriteTo);

        Assert.That(json.GetProperty("iat").GetInt64(), Is.EqualTo(A.Now.ToUnixTimeSeconds()));
        Assert.That(json.GetProperty("exp").GetInt64(), Is.EqualTo(A.Now.AddMinutes(5).ToUnixTimeSeconds()));
        Assert.That(json.GetProperty("auth_time").GetInt64(), Is.EqualTo(A.Now.AddMinutes(-1).ToUnixTimeSeconds()));
    }

    [TestCase("n-0S6_WzA2Mj")]
    [TestCase("~.-_ \"quoted\" ü")]
    public void Echoes_the_nonce_exactly(string nonce) =>
        Assert.That(Json.Of((Token() with { Nonce = nonce }).WriteTo).GetProperty("nonce").GetString(), Is.EqualTo(nonce));

    [Test]
    public void Never_says_that_something_is_null()
    {
        var token = Token() with { Authentication = new(A.Now, null, []), Person = new PersonClaims(), PersonClaims = ["name", "email", "birthdate"] };

        var json = Json.Of(token.WriteTo);

        Assert.That(json.EnumerateObject().Select(member => member.Value.ValueKind), Has.None.EqualTo(JsonValueKind.Null));
        Assert.That(json.Names(), Is.EqualTo(Plain.Except(["acr", "amr"])));
    }

    [Test]
    public void Carries_what_was_asked_for_by_name()
    {
        var token = Token() with { Person = new PersonClaims { Name = "Ada", Email = "ada@test" }, PersonClaims = ["name"] };

        var json = Json.Of(token.WriteTo);

        Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("Ada"));
        Assert.That(json.Names(), Has.None.EqualTo("email"));
    }

    private static IdToken Token() => new()
    {
        Issuer = A.Issuer,
        Subject = "alice",
        ClientId = "app",
        IssuedAt = A.Now,
        ExpiresAt = A.Now.AddMinutes(5),
        Authentication = AuthenticationPolicy.Passkey(A.Now.AddMinutes(-1), userVerified: true, hardwareProtected: false),
        SessionId = "s1",
    };
}
