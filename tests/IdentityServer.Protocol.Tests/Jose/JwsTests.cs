using System.Text;
using System.Text.Json.Nodes;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

/// <summary>Each test bends one thing of a good token.</summary>
internal sealed class JwsTests
{
    private static readonly byte[] Payload = """{"sub":"anna"}"""u8.ToArray();
    private static readonly Dictionary<string, SigningKey> Keys =
        SignatureAlgorithm.All.Where(algorithm => algorithm.CanSign).ToDictionary(algorithm => algorithm.Name, algorithm => SigningKey.Create(algorithm));

    private static IEnumerable<string> Algorithms => Keys.Keys;

    private static JwsExpectation Strict => new() { Algorithms = SignatureAlgorithm.All, Types = ["at+jwt"] };

    [OneTimeTearDown]
    public void Dispose()
    {
        foreach (var key in Keys.Values)
            key.Dispose();
    }

    [TestCaseSource(nameof(Algorithms))]
    public void What_we_sign_verifies(string algorithm)
    {
        var token = Keys[algorithm].For("at+jwt").SignToString(Payload);

        Assert.That(CompactJws.TryParse(token, out var jws));
        Assert.That(jws!.FirstViolation(Strict, Set(algorithm)), Is.Null);
        Assert.That(jws.UnverifiedPayload.ToArray(), Is.EqualTo(Payload));
        Assert.That((jws.Header.Alg, jws.Header.Typ, jws.Header.Kid), Is.EqualTo((algorithm, "at+jwt", Keys[algorithm].Kid)));
    }

    [Test]
    public void The_header_is_spelled_as_plainly_as_it_can_be()
    {
        var token = Keys["ES256"].For("at+jwt").SignToString(Payload);

        StrictBase64Url.TryDecode(token[..token.IndexOf('.', StringComparison.Ordinal)], out var header);
        Assert.That(Encoding.UTF8.GetString(header!), Is.EqualTo($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{Keys["ES256"].Kid}}"}"""));
    }

    [TestCaseSource(nameof(Algorithms))]
    public void An_exported_key_signs_the_same_after_import(string algorithm)
    {
        using var again = SigningKey.Import(SignatureAlgorithm.Find(algorithm)!, Keys[algorithm].ExportPkcs8());

        Assert.That(again.Kid, Is.EqualTo(Keys[algorithm].Kid));
        Assert.That(Violation(again.For("at+jwt").SignToString(Payload), Strict, algorithm), Is.Null);
    }

    [TestCaseSource(nameof(Algorithms))]
    public void Every_changed_bit_of_the_signature_is_noticed(string algorithm)
    {
        var token = Keys[algorithm].For("at+jwt").SignToString(Payload);
        var lastDot = token.LastIndexOf('.');
        StrictBase64Url.TryDecode(token[(lastDot + 1)..], out var signature);

        foreach (var at in new[] { 0, signature!.Length / 2, signature.Length - 1 })
        {
            var bent = signature.ToArray();
            bent[at] ^= 1;
            Assert.That(Violation(token[..(lastDot + 1)] + StrictBase64Url.Encode(bent), Strict, algorithm), Is.EqualTo(JwsRefusal.BadSignature));
        }
    }

    [TestCaseSource(nameof(Algorithms)), Property("Case", "K03")]
    public void A_signature_of_the_wrong_length_is_refused(string algorithm)
    {
        var token = Keys[algorithm].For("at+jwt").SignToString(Payload);
        var lastDot = token.LastIndexOf('.');
        StrictBase64Url.TryDecode(token[(lastDot + 1)..], out var signature);

        foreach (var bent in new byte[][] { signature![..^1], [.. signature, 0], [0, .. signature], signature[..(signature.Length / 2)], [0] })
            Assert.That(Violation(token[..(lastDot + 1)] + StrictBase64Url.Encode(bent), Strict, algorithm), Is.EqualTo(JwsRefusal.BadSignature));
    }

    [TestCase("ES256"), TestCase("ES384"), TestCase("ES512"), Property("Case", "K03")]
    public void A_signature_of_zeros_is_refused(string algorithm)
    {
        var token = Token(Header(algorithm), Payload, new byte[Keys[algorithm].SignatureLength]);

        Assert.That(Violation(token, Strict, algorithm), Is.EqualTo(JwsRefusal.BadSignature));
    }

    [TestCase("ES256", 70), TestCase("ES384", 102), TestCase("ES512", 138), Property("Case", "K03")]
    public void A_DER_signature_is_refused(string algorithm, int roughLength)
    {
        using var ec = System.Security.Cryptography.ECDsa.Create();
        ec.ImportPkcs8PrivateKey(Keys[algorithm].ExportPkcs8(), out _);
        var input = Input(Header(algorithm), Payload);
        var der = ec.SignData(Encoding.ASCII.GetBytes(input), Keys[algorithm].Algorithm.Hash, System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);

        Assert.That(der.Length, Is.EqualTo(roughLength).Within(6));
        Assert.That(Violation($"{input}.{StrictBase64Url.Encode(der)}", Strict, algorithm), Is.EqualTo(JwsRefusal.BadSignature));
    }

    [TestCase("none"), TestCase("None"), TestCase("nONE"), TestCase("HS256"), TestCase("es256"), TestCase("ES256K"), TestCase("Ed448"), TestCase("")]
    [Property("Case", "K01")]
    public void An_algorithm_outside_the_table_is_refused(string alg) =>
        Assert.That(Violation(Signed("ES256", header => header["alg"] = alg), Strict, "ES256"), Is.EqualTo(JwsRefusal.AlgorithmNotAllowed));

    [Test]
    public void An_algorithm_the_receiver_did_not_choose_is_refused() =>
        Assert.That(Violation(Signed("RS256"), Strict with { Algorithms = [SignatureAlgorithm.PS256] }, "RS256"), Is.EqualTo(JwsRefusal.AlgorithmNotAllowed));

    [Test, Property("Case", "K02")]
    public void An_HMAC_over_the_public_key_is_refused()
    {
        var header = Header("ES256");
        header["alg"] = "HS256";
        var secret = new JsonWebKeySet([Keys["ES256"].PublicKey]).ToJson();
        var mac = System.Security.Cryptography.HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(Input(header, Payload)));

        Assert.That(Violation(Token(header, Payload, mac), Strict, "ES256"), Is.EqualTo(JwsRefusal.AlgorithmNotAllowed));
    }

    [TestCase("ES256", "RS256"), TestCase("RS256", "ES256"), TestCase("ES256", "ES384"), TestCase("RS256", "PS256"), TestCase("RS256", "RS384"), Property("Case", "K07")]
    public void A_key_serves_only_its_own_algorithm(string keyAlgorithm, string alg) =>
        Assert.That(Violation(Signed(keyAlgorithm, header => header["alg"] = alg), Strict, keyAlgorithm), Is.EqualTo(JwsRefusal.KeyNotFound));

    [Test]
    public void A_lone_key_that_does_not_fit_is_refused()
    {
        VerificationKey.TryImport(Keys["RS256"].PublicKey, out var key);

        Assert.That(CompactJws.TryParse(Signed("ES256"), out var jws));
        Assert.That(jws!.FirstViolation(Strict, key!), Is.EqualTo(JwsRefusal.KeyNotFound));
        Assert.That(jws.FirstViolation(Strict with { Types = [] }, key!), Is.EqualTo(JwsRefusal.TypeMismatch));
    }

    [Test, Property("Case", "K07")]
    public void A_key_by_another_name_is_not_tried() =>
        Assert.That(Violation(Signed("ES256", header => header["kid"] = "other"), Strict, "ES256"), Is.EqualTo(JwsRefusal.KeyNotFound));

    [Test]
    public void A_token_that_names_no_key_is_tried_against_those_that_fit()
    {
        using var other = SigningKey.Create(SignatureAlgorithm.ES256);
        var token = Signed("ES256", header => header.Remove("kid"));
        var set = VerificationKeySet.Import(new([other.PublicKey, Keys["RS256"].PublicKey, Keys["ES256"].PublicKey]));

        Assert.That(CompactJws.TryParse(token, out var jws));
        Assert.That(jws!.FirstViolation(Strict, set), Is.Null);
        Assert.That(jws.FirstViolation(Strict, VerificationKeySet.Import(new([other.PublicKey]))), Is.EqualTo(JwsRefusal.BadSignature));
        Assert.That(jws.FirstViolation(Strict, VerificationKeySet.Empty), Is.EqualTo(JwsRefusal.KeyNotFound));
    }

    [TestCase("""{"use":"enc"}"""), TestCase("""{"key_ops":["sign"]}"""), TestCase("""{"key_ops":"verify"}"""), TestCase("""{"use":"sig","key_ops":[1]}""")]
    [Property("Case", "K07")]
    public void A_key_for_another_purpose_never_verifies(string members)
    {
        var json = JsonNode.Parse(new JsonWebKeySet([Keys["ES256"].PublicKey]).ToJson())!;
        json["keys"]![0]!.AsObject().Remove("use");
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            json["keys"]![0]![name] = value!.DeepClone();

        Assert.That(JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out var set));
        Assert.That(CompactJws.TryParse(Signed("ES256"), out var jws));
        Assert.That(jws!.FirstViolation(Strict, VerificationKeySet.Import(set!)), Is.EqualTo(JwsRefusal.KeyNotFound));
    }

    [TestCase("""{"crit":["exp"],"exp":1}"""), TestCase("""{"crit":[]}"""), TestCase("""{"crit":["b64"],"b64":false}"""), TestCase("""{"b64":false}"""), TestCase("""{"b64":true}""")]
    [Property("Case", "K06")]
    public void A_critical_header_is_refused(string members) =>
        Assert.That(Violation(Signed("ES256", header => Merge(header, members)), Strict, "ES256"), Is.EqualTo(JwsRefusal.CriticalHeader));

    [TestCase("jwk"), TestCase("jku"), TestCase("x5c"), TestCase("x5u"), Property("Case", "T13")]
    public void A_key_in_the_header_is_refused(string member) =>
        Assert.That(Violation(Signed("ES256", header => header[member] = "x"), Strict, "ES256"), Is.EqualTo(JwsRefusal.KeyInHeader));

    [Test]
    public void Where_the_header_must_carry_a_key_it_must_be_that_one_alone()
    {
        var expected = Strict with { KeyMember = "jwk" };

        Assert.That(Violation(Signed("ES256", header => header["jwk"] = new JsonObject()), expected, "ES256"), Is.Null);
        Assert.That(Violation(Signed("ES256"), expected, "ES256"), Is.EqualTo(JwsRefusal.KeyInHeader));
        Assert.That(Violation(Signed("ES256", header => Merge(header, """{"jwk":{},"x5c":[]}""")), expected, "ES256"), Is.EqualTo(JwsRefusal.KeyInHeader));
    }

    [TestCase("at+jwt", true), TestCase("AT+JWT", true), TestCase("application/at+jwt", true), TestCase("Application/At+Jwt", true)]
    [TestCase("JWT", false), TestCase("logout+jwt", false), TestCase("", false), TestCase("application/", false), TestCase("text/at+jwt", false), TestCase("application/application/at+jwt", false)]
    [Property("Case", "K08")]
    public void The_type_must_be_the_expected_one(string typ, bool good) =>
        Assert.That(Violation(Signed("ES256", header => header["typ"] = typ), Strict, "ES256"), Is.EqualTo(good ? null : JwsRefusal.TypeMismatch));

    [Test, Property("Case", "K08")]
    public void A_missing_type_is_refused_unless_it_may_be_absent()
    {
        var token = Signed("ES256", header => header.Remove("typ"));

        Assert.That(Violation(token, Strict, "ES256"), Is.EqualTo(JwsRefusal.TypeMismatch));
        Assert.That(Violation(token, Strict with { TypeMayBeAbsent = true }, "ES256"), Is.Null);
    }

    [Test]
    public void A_changed_payload_or_header_is_noticed()
    {
        var parts = Signed("ES256").Split('.');
        var otherHeader = Header("ES256");
        otherHeader["extra"] = 1;

        Assert.That(Violation($"{parts[0]}.{StrictBase64Url.Encode("{}"u8)}.{parts[2]}", Strict, "ES256"), Is.EqualTo(JwsRefusal.BadSignature));
        Assert.That(Violation($"{Encoded(otherHeader)}.{parts[1]}.{parts[2]}", Strict, "ES256"), Is.EqualTo(JwsRefusal.BadSignature));
    }

    [Test]
    public void One_key_signs_and_verifies_on_many_threads()
    {
        var key = Keys["ES256"];
        VerificationKey.TryImport(key.PublicKey, out var verification);

        Parallel.For(0, 2_000, index =>
        {
            Assert.That(CompactJws.TryParse(key.For("at+jwt").Sign(BitConverter.GetBytes(index)), out var jws));
            Assert.That(jws!.FirstViolation(Strict, verification!), Is.Null);
        });
    }

    [Test]
    public void A_private_key_that_does_not_fit_its_algorithm_is_refused()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);

        Assert.That(() => SigningKey.Import(SignatureAlgorithm.ES384, Keys["ES256"].ExportPkcs8()), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
        Assert.That(() => SigningKey.Import(SignatureAlgorithm.ES256, Keys["RS256"].ExportPkcs8()), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
        Assert.That(() => SigningKey.Import(SignatureAlgorithm.RS256, weak.ExportPkcs8PrivateKey()), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    [Test]
    public void Nobody_signs_with_EdDSA()
    {
        Assert.That(() => SigningKey.Create(SignatureAlgorithm.EdDSA), Throws.ArgumentException);
        Assert.That(() => SigningKey.Import(SignatureAlgorithm.EdDSA, Keys["ES256"].ExportPkcs8()), Throws.ArgumentException);
    }

    // OpenID Connect Core §A.3 and §A.4 print both values with an RS256 ID token.
    [TestCase("RS256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "77QmUPtjPfzWtF2AnpK9RQ")]
    [TestCase("ES256", "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk", "LDktKdoQak3Pk0cnXxCltA")]
    public void The_left_half_of_the_hash_is_the_published_one(string algorithm, string value, string hash) =>
        Assert.That(SignatureAlgorithm.Find(algorithm)!.LeftHalfHash(Encoding.ASCII.GetBytes(value)), Is.EqualTo(hash));

    [TestCase("ES256", 22), TestCase("PS384", 32), TestCase("ES512", 43), Property("Case", "K15")]
    public void The_left_half_follows_the_hash_of_the_algorithm(string algorithm, int length) =>
        Assert.That(SignatureAlgorithm.Find(algorithm)!.LeftHalfHash("x"u8), Has.Length.EqualTo(length));

    private static JwsRefusal? Violation(string token, JwsExpectation expected, string keyAlgorithm) =>
        CompactJws.TryParse(token, out var jws) ? jws.FirstViolation(expected, Set(keyAlgorithm)) : throw new AssertionException("The token cannot be parsed.");

    private static VerificationKeySet Set(string algorithm) => VerificationKeySet.Import(new([Keys[algorithm].PublicKey]));

    private static JsonObject Header(string algorithm) => new() { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = Keys[algorithm].Kid };

    private static string Signed(string algorithm, Action<JsonObject>? bend = null)
    {
        var header = Header(algorithm);
        bend?.Invoke(header);
        var signature = new byte[Keys[algorithm].SignatureLength];
        Keys[algorithm].Sign(Encoding.ASCII.GetBytes(Input(header, Payload)), signature);
        return Token(header, Payload, signature);
    }

    private static string Token(JsonObject header, byte[] payload, byte[] signature) => $"{Input(header, payload)}.{StrictBase64Url.Encode(signature)}";

    private static string Input(JsonObject header, byte[] payload) => $"{Encoded(header)}.{StrictBase64Url.Encode(payload)}";

    private static string Encoded(JsonObject header) => StrictBase64Url.Encode(Encoding.UTF8.GetBytes(header.ToJsonString()));

    private static void Merge(JsonObject header, string members)
    {
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
            header[name] = value?.DeepClone();
    }
}
