using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

internal sealed class JsonWebKeyTests
{
    private static readonly SigningKey Ec = SigningKey.Create(SignatureAlgorithm.ES256);
    private static readonly SigningKey Rsa = SigningKey.Create(SignatureAlgorithm.RS256);

    [OneTimeTearDown]
    public void Dispose()
    {
        Ec.Dispose();
        Rsa.Dispose();
    }

    [Test]
    public void A_written_key_is_read_again([Values("EC", "RSA")] string kind)
    {
        var key = (kind == "EC" ? Ec : Rsa).PublicKey;

        Assert.That(JsonWebKeySet.TryParse(new JsonWebKeySet([key]).ToJson(), out var set));
        Assert.That(set!.Keys, Is.EqualTo(new[] { key }));
    }

    [Test, Property("Case", "K11")]
    public void A_published_set_holds_nothing_secret()
    {
        var json = JsonNode.Parse(new JsonWebKeySet([Ec.PublicKey, Rsa.PublicKey]).ToJson())!["keys"]!.AsArray();

        Assert.That(json[0]!.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "crv", "kty", "x", "y", "kid", "use", "alg" }));
        Assert.That(json[1]!.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "e", "kty", "n", "kid", "use", "alg" }));
    }

    [Test]
    public void The_name_of_our_own_key_is_its_thumbprint()
    {
        Assert.That(Ec.Kid, Is.EqualTo(Ec.PublicKey.Thumbprint()));
        Assert.That(Rsa.Kid, Is.EqualTo(Rsa.PublicKey.Thumbprint()));
    }

    [Property("Case", "D07")]
    [TestCase("d"), TestCase("p"), TestCase("q"), TestCase("dp"), TestCase("dq"), TestCase("qi"), TestCase("oth"), TestCase("k")]
    public void A_key_with_a_secret_member_is_refused_and_so_is_its_set(string member)
    {
        var json = Json(Ec, key => key[member] = "AQAB");

        Assert.That(Reads(json), Is.False);
        Assert.That(JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes($$"""{"keys":[{{json}}]}"""), out _), Is.False);
    }

    [Test, Property("Case", "D07")]
    public void A_symmetric_key_is_refused() => Assert.That(Reads("""{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}"""), Is.False);

    [TestCase("kty", null), TestCase("kty", "ec"), TestCase("kty", "RSA")]
    [TestCase("crv", null), TestCase("crv", "P-384"), TestCase("crv", "secp256k1"), TestCase("crv", "p-256")]
    [TestCase("x", null), TestCase("x", ""), TestCase("x", "AAAA"), TestCase("y", null), TestCase("y", "=")]
    public void A_broken_EC_key_is_refused(string member, string? value) => Assert.That(Reads(Json(Ec, key => Set(key, member, value))), Is.False);

    [TestCase("n", null), TestCase("n", ""), TestCase("n", "AQAB")]
    [TestCase("e", null), TestCase("e", ""), TestCase("e", "AQ", Description = "1"), TestCase("e", "Ag", Description = "2")]
    [TestCase("e", "AAEAAQ", Description = "leading zero"), TestCase("e", "AQAAAAE", Description = "five octets")]
    [TestCase("kty", "EC"), TestCase("kty", "OKP")]
    public void A_broken_RSA_key_is_refused(string member, string? value) => Assert.That(Reads(Json(Rsa, key => Set(key, member, value))), Is.False);

    [TestCase("crv", "X25519"), TestCase("crv", null), TestCase("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcH")]
    public void A_broken_OKP_key_is_refused(string member, string? value)
    {
        var key = new JsonObject { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
        Set(key, member, value);

        Assert.That(Reads(key.ToJsonString()), Is.False);
    }

    [TestCase("kid"), TestCase("use"), TestCase("alg"), TestCase("kty"), TestCase("x")]
    public void A_member_that_is_not_text_is_refused(string member) => Assert.That(Reads(Json(Ec, key => key[member] = 1)), Is.False);

    [Test, Property("Case", "D07")]
    public void RSA_below_2048_bits_is_refused()
    {
        using var weak = RSA.Create(2040);

        Assert.That(Reads(Json(RsaJsonWebKey.From(weak.ExportParameters(false)))), Is.False);
    }

    [Test]
    public void RSA_beyond_8192_bits_is_refused()
    {
        var modulus = new byte[1025];
        modulus.AsSpan().Fill(0xFF);

        Assert.That(Reads(Json(new RsaJsonWebKey(StrictBase64Url.Encode(modulus), "AQAB"))), Is.False);
    }

    [Test]
    public void RSA_of_8192_bits_and_a_long_exponent_are_still_read()
    {
        var modulus = new byte[1024];
        modulus.AsSpan().Fill(0xFF);

        Assert.That(Reads(Json(new RsaJsonWebKey(StrictBase64Url.Encode(modulus), StrictBase64Url.Encode([1, 0, 0, 1])))));
    }

    [Test]
    public void A_modulus_counts_without_its_leading_zero_bits()
    {
        var modulus = new byte[256];
        modulus.AsSpan().Fill(0x7F);

        Assert.That(Reads(Json(new RsaJsonWebKey(StrictBase64Url.Encode(modulus), "AQAB"))), Is.False, "2047 bits");
        Assert.That(Reads(Json(new RsaJsonWebKey(StrictBase64Url.Encode([0x01, .. modulus]), "AQAB"))), "2049 bits");
    }

    [Test]
    public void A_leading_zero_in_the_modulus_is_refused()
    {
        var key = (RsaJsonWebKey)Rsa.PublicKey;
        StrictBase64Url.TryDecode(key.N, out var modulus);

        Assert.That(Reads(Json(key with { N = StrictBase64Url.Encode([0, .. modulus!]) })), Is.False);
    }

    [Property("Case", "D07")]
    [TestCase("P-256", 32), TestCase("P-384", 48), TestCase("P-521", 66)]
    public void A_point_off_its_curve_cannot_be_imported(string curve, int length)
    {
        var one = new byte[length];
        one[^1] = 1;
        var key = new EcJsonWebKey(EllipticCurve.Find(curve)!, StrictBase64Url.Encode(one), StrictBase64Url.Encode(one));

        Assert.That(Reads(Json(key)));
        Assert.That(VerificationKey.TryImport(key, out _), Is.False);
    }

    [Test]
    public void The_point_at_infinity_cannot_be_imported()
    {
        var zero = StrictBase64Url.Encode(new byte[32]);

        Assert.That(VerificationKey.TryImport(new EcJsonWebKey(EllipticCurve.P256, zero, zero), out _), Is.False);
    }

    [Test]
    public void A_key_that_was_not_read_but_made_up_cannot_be_imported() =>
        Assert.That(VerificationKey.TryImport(new EcJsonWebKey(EllipticCurve.P256, "!", "!"), out _), Is.False);

    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Description = "of small order")]
    [TestCase("__________________________________________8", Description = "not on the curve")]
    public void An_unsound_Edwards_point_cannot_be_imported(string x)
    {
        var key = new OkpJsonWebKey(x);

        Assert.That(Reads(Json(key)));
        Assert.That(VerificationKey.TryImport(key, out _), Is.False);
    }

    [Test]
    public void Unknown_kinds_of_keys_in_a_set_are_skipped()
    {
        var json = $$"""{"keys":[{"kty":"new"},7,{{Json(Ec.PublicKey)}},{"kty":"EC","crv":"P-1"}]}""";

        Assert.That(JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes(json), out var set));
        Assert.That(set!.Keys, Is.EqualTo(new[] { Ec.PublicKey }));
    }

    [TestCase("{}"), TestCase("[]"), TestCase("""{"keys":{}}"""), TestCase("""{"keys":[],"keys":[]}""")]
    [TestCase("""{"keys":[{"kty":"EC","kty":"EC"}]}""")]
    public void A_broken_set_is_refused(string json) => Assert.That(JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes(json), out _), Is.False);

    [Test]
    public void A_set_is_read_only_from_an_object() => Assert.That(JsonWebKeySet.TryRead(JsonElement.Parse("[]"), out _), Is.False);

    [Test]
    public void A_set_of_too_many_keys_is_refused()
    {
        Assert.That(JsonWebKeySet.TryParse(Of(JsonWebKeySet.MaximumKeys), out _));
        Assert.That(JsonWebKeySet.TryParse(Of(JsonWebKeySet.MaximumKeys + 1), out _), Is.False);

        static byte[] Of(int count) =>
            Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', Enumerable.Repeat(Json(Ec.PublicKey), count))}}]}""");
    }

    [TestCase("""["sign","verify"]"""), TestCase("""["verify"]""")]
    public void A_key_that_may_verify_among_other_things_verifies(string operations)
    {
        var json = Json(Ec, key => key["key_ops"] = JsonNode.Parse(operations));

        Assert.That(JsonWebKeyReader.TryRead(JsonElement.Parse(Encoding.UTF8.GetBytes(json)), out var key) && key.MayVerify);
    }

    private static bool Reads(string json) => JsonWebKeyReader.TryRead(JsonElement.Parse(Encoding.UTF8.GetBytes(json)), out _);

    private static string Json(JsonWebKey key) => JsonNode.Parse(new JsonWebKeySet([key]).ToJson())!["keys"]![0]!.ToJsonString();

    private static string Json(SigningKey key, Action<JsonObject> bend)
    {
        var json = JsonNode.Parse(Json(key.PublicKey))!.AsObject();
        bend(json);
        return json.ToJsonString();
    }

    private static void Set(JsonObject json, string member, string? value)
    {
        json.Remove(member);
        if (value is not null)
            json[member] = value;
    }
}
