using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

/// <summary>The examples the specifications print.</summary>
internal sealed class RfcVectorTests
{
    private const string JoePayload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string A2Key = """
        {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}
        """;

    private const string A2 = $"eyJhbGciOiJSUzI1NiJ9.{JoePayload}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private const string A3Key = """
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """;

    private const string A3 = $"eyJhbGciOiJFUzI1NiJ9.{JoePayload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private const string A4Key = """
        {"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}
        """;

    private const string A4 = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";

    private const string EdwardsKey = """{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

    private const string Edwards = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    [TestCase(A2Key, A2, "RS256", TestName = "RFC_7515_A_2_RS256_verifies")]
    [TestCase(A3Key, A3, "ES256", TestName = "RFC_7515_A_3_ES256_verifies")]
    [TestCase(A4Key, A4, "ES512", TestName = "RFC_7515_A_4_ES512_verifies")]
    [TestCase(EdwardsKey, Edwards, "EdDSA", TestName = "RFC_8037_A_5_EdDSA_verifies")]
    public void Published_signature_verifies(string key, string token, string algorithm)
    {
        var expected = new JwsExpectation { Algorithms = [SignatureAlgorithm.Find(algorithm)!], Types = [], TypeMayBeAbsent = true };

        Assert.That(CompactJws.TryParse(token, out var jws));
        Assert.That(jws!.FirstViolation(expected, Import(key)), Is.Null);
    }

    [TestCase(A2Key, A2, "RS256"), TestCase(A3Key, A3, "ES256"), TestCase(A4Key, A4, "ES512"), TestCase(EdwardsKey, Edwards, "EdDSA")]
    public void Published_signature_fails_when_bent_or_cut(string key, string token, string algorithm)
    {
        var expected = new JwsExpectation { Algorithms = [SignatureAlgorithm.Find(algorithm)!], Types = [], TypeMayBeAbsent = true };
        var parts = token.Split('.');
        StrictBase64Url.TryDecode(parts[2], out var signature);

        foreach (var bent in new byte[][] { [(byte)(signature![0] ^ 1), .. signature[1..]], signature[..^1], [.. signature, 0] })
        {
            Assert.That(CompactJws.TryParse($"{parts[0]}.{parts[1]}.{StrictBase64Url.Encode(bent)}", out var jws));
            Assert.That(jws!.FirstViolation(expected, Import(key)), Is.EqualTo(JwsRefusal.BadSignature));
        }
    }

    [Test]
    public void RFC_7515_A_2_carries_its_claims()
    {
        Assert.That(CompactJws.TryParse(A2, out var jws));
        Assert.That(JsonClaims.TryParse(jws!.UnverifiedPayload.Span, out var claims));

        Assert.That(claims.TryGetString("iss", out var issuer) && issuer == "joe");
        Assert.That(claims.TryGetTime("exp", out var expires) && expires == DateTimeOffset.FromUnixTimeSeconds(1300819380));
        Assert.That(claims.TryGetBoolean("http://example.com/is_root", out var root) && root is true);
    }

    [Test]
    public void RFC_7515_A_5_unsecured_is_not_a_token() =>
        Assert.That(CompactJws.TryParse($"eyJhbGciOiJub25lIn0.{JoePayload}.", out _), Is.False);

    [TestCase("""{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""",
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", TestName = "RFC_7638_3_1_RSA_thumbprint")]
    [TestCase(EdwardsKey,
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", TestName = "RFC_8037_A_3_Ed25519_thumbprint")]
    public void Published_thumbprint_is_computed(string key, string thumbprint) => Assert.That(Read(key).Thumbprint(), Is.EqualTo(thumbprint));

    private static VerificationKey Import(string json) =>
        VerificationKey.TryImport(Read(json), out var key) ? key : throw new AssertionException("The key cannot be imported.");

    private static JsonWebKey Read(string json) =>
        JsonWebKeyReader.TryRead(JsonElement.Parse(Encoding.UTF8.GetBytes(json)), out var key) ? key : throw new AssertionException("The key cannot be read.");
}
