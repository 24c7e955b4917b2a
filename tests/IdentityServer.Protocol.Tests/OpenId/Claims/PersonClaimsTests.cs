using System.Text.Json;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.Tests.OpenId.Tokens;

namespace IdentityServer.Protocol.Tests.OpenId.Claims;

internal sealed class PersonClaimsTests
{
    private static readonly PersonClaims Ada = new()
    {
        UserName = "ada",
        Name = "Ada Lovelace",
        Email = "ada@example.test",
        EmailVerified = true,
        UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(1_768_467_600),
        Groups = ["administrators"],
        Attributes = JsonDocument.Parse("""
            {
              "birthdate": "1815-12-10", "address": { "country": "GB" }, "nickname": " ", "gender": null, "department": "engines", "level": 7,
              "sub": "somebody else", "aud": "every app", "scope": "admin.write", "email_verified": true, "email": "root@example.test"
            }
            """).RootElement,
    };

    [TestCase("preferred_username", "\"ada\"")]
    [TestCase("name", "\"Ada Lovelace\"")]
    [TestCase("email", "\"ada@example.test\"")]
    [TestCase("email_verified", "true")]
    [TestCase("updated_at", "1768467600")]
    [TestCase("groups", "[\"administrators\"]")]
    [TestCase("birthdate", "\"1815-12-10\"")]
    [TestCase("address", "{\"country\":\"GB\"}")]
    [TestCase("department", "\"engines\"")]
    [TestCase("level", "7")]
    public void Claim_keeps_its_type(string name, string json) =>
        Assert.That(Told(Ada, name).GetProperty(name).GetRawText(), Is.EqualTo(json));

    [TestCase("nickname", TestName = "Blank")]
    [TestCase("gender", TestName = "Null")]
    [TestCase("website", TestName = "Unknown")]
    [TestCase("phone_number", TestName = "Empty column")]
    [TestCase("phone_number_verified", TestName = "About an empty column")]
    [TestCase("sub", TestName = "Whom the token is about")]
    [TestCase("aud", TestName = "Whom the token is for")]
    [TestCase("scope", TestName = "What the token allows")]
    public void Is_not_told(string name) => Assert.That(Told(Ada, name).Names(), Is.Empty);

    [Test]
    public void Nobody_vouches_for_an_address_by_an_attribute() =>
        Assert.That(Told(Ada with { Email = null, EmailVerified = false }, "email", "email_verified").Names(), Is.Empty);

    [Test]
    public void Person_without_attributes_is_told_about_all_the_same() =>
        Assert.That(Told(Ada with { Attributes = default }, "birthdate", "name").Names(), Is.EqualTo(new[] { "name" }));

    private static JsonElement Told(PersonClaims person, params string[] names) => Json.Of(json =>
    {
        json.WriteStartObject();
        person.WriteTo(json, names);
        json.WriteEndObject();
    });
}
