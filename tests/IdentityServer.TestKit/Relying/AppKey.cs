using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentityServer.TestKit.Relying;

/// <summary>An app's own key pair: it signs assertions (RFC 7523 §3), its public half is registered.</summary>
internal sealed class AppKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;

    private AppKey(string algorithm, AsymmetricAlgorithm key) => (Algorithm, this.key) = (algorithm, key);

    public string Algorithm { get; }

    public string Kid { get; init; } = StrictText.Random(9);

    public static AppKey Es256() => new("ES256", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static AppKey Rs256() => new("RS256", RSA.Create(2048));

    public static AppKey Ps256() => new("PS256", RSA.Create(2048));

    public JsonObject PublicJwk
    {
        get
        {
            JsonObject jwk = new() { ["kid"] = Kid, ["use"] = "sig", ["alg"] = Algorithm };
            if (key is ECDsa ec)
            {
                var point = ec.ExportParameters(includePrivateParameters: false).Q;
                (jwk["kty"], jwk["crv"]) = ("EC", "P-256");
                (jwk["x"], jwk["y"]) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
                return jwk;
            }

            var rsa = ((RSA)key).ExportParameters(includePrivateParameters: false);
            (jwk["kty"], jwk["n"], jwk["e"]) = ("RSA", Base64Url.EncodeToString(rsa.Modulus), Base64Url.EncodeToString(rsa.Exponent));
            return jwk;
        }
    }

    /// <summary>For an app in another program.</summary>
    public JsonObject PrivateJwk
    {
        get
        {
            var jwk = PublicJwk;
            jwk["d"] = Base64Url.EncodeToString(key is ECDsa ec
                ? ec.ExportParameters(includePrivateParameters: true).D
                : throw new NotSupportedException("Only EC keys travel."));
            return jwk;
        }
    }

    public string Assert(ProofContext context) => Sign(new JsonObject
    {
        ["iss"] = context.ClientId,
        ["sub"] = context.ClientId,
        ["aud"] = context.Audience,
        ["jti"] = StrictText.Random(16),
        ["iat"] = context.Now.ToUnixTimeSeconds(),
        ["exp"] = context.Now.AddSeconds(60).ToUnixTimeSeconds(),
    });

    public string Sign(JsonObject claims, JsonObject? header = null)
    {
        header ??= new() { ["alg"] = Algorithm, ["typ"] = "JWT", ["kid"] = Kid };
        var input = $"{Encode(header)}.{Encode(claims)}";
        return $"{input}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public void Dispose() => key.Dispose();

    private byte[] Sign(byte[] data) => key is ECDsa ec
        ? ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : ((RSA)key).SignData(data, HashAlgorithmName.SHA256, Algorithm is "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
