using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

[Property("Case", "K09")]
internal sealed class AccessTokenTests
{
    [Test]
    public void Has_every_claim_the_profile_asks_for() =>
        Assert.That(Json.Of(Token().WriteTo).Names(), Is.SupersetOf(new[] { "iss", "exp", "aud", "sub", "client_id", "iat", "jti" }));

    [Test]
    public void One_audience_is_a_string_and_several_are_a_list()
    {
        var one = Json.Of(Token().WriteTo).GetProperty("aud");
        var two = Json.Of((Token() with { Audience = [A.Issuer, "https://orders.test"] }).WriteTo).GetProperty("aud");

        Assert.That(one.GetString(), Is.EqualTo("https://orders.test"));
        Assert.That(two.GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public void What_is_written_is_read_back()
    {
        var token = Token();

        Assert.That(AccessToken.TryRead(JsonBytes.Write(token, static (json, token) => token.WriteTo(json)), out var read), Is.True);

        Assert.That(Json.Of(read!.WriteTo).GetRawText(), Is.EqualTo(Json.Of(token.WriteTo).GetRawText()));
    }

    [TestCase("iss")]
    [TestCase("sub")]
    [TestCase("client_id")]
    [TestCase("aud")]
    [TestCase("exp")]
    [TestCase("iat")]
    [TestCase("jti")]
    public void Without_a_necessary_claim_it_is_no_token(string claim)
    {
        var json = Json.Of(Token().WriteTo).EnumerateObject().Where(member => member.Name != claim).ToDictionary(member => member.Name, member => member.Value);

        Assert.That(AccessToken.TryRead(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(json), out _), Is.False);
    }

    [TestCase("""{"exp":"1768467900"}""")]
    [TestCase("""{"exp":1e400}""")]
    [TestCase("""{"exp":-1}""")]
    [TestCase("""{"aud":[1]}""")]
    [TestCase("""{"scope":["openid"]}""")]
    [TestCase("""{"grant_id":7}""")]
    [TestCase("""{"auth_time":"now"}""")]
    [Property("Case", "K10")]
    public void With_a_claim_of_another_type_it_is_no_token(string claim)
    {
        var change = System.Text.Json.Nodes.JsonNode.Parse(claim)!.AsObject().Single();
        var json = System.Text.Json.Nodes.JsonNode.Parse(Json.Of(Token().WriteTo).GetRawText())!.AsObject();
        json[change.Key] = change.Value!.DeepClone();

        Assert.That(AccessToken.TryRead(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), out _), Is.False);
    }

    private static AccessToken Token() => new()
    {
        Issuer = A.Issuer,
        Subject = "alice",
        ClientId = "app",
        Audience = ["https://orders.test"],
        Scopes = ["orders.read"],
        IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1_768_467_600),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_768_467_900),
        Id = "j1",
        GrantId = "g1",
        Authentication = new(DateTimeOffset.FromUnixTimeSeconds(1_768_467_000), AcrValues.PhishingResistant, [AmrValues.ProofOfPossession]),
    };
}
