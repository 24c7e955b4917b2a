using System.Security.Cryptography;

namespace IdentityServer.Protocol.Jose;

/// <summary>
/// RFC 7518 §3.1. <c>none</c> and the HMAC family are not refused somewhere: they do not exist here.
/// </summary>
internal sealed record SignatureAlgorithm
{
    public static readonly SignatureAlgorithm ES256 = new("ES256", "EC", HashAlgorithmName.SHA256) { Curve = EllipticCurve.P256 };
    public static readonly SignatureAlgorithm ES384 = new("ES384", "EC", HashAlgorithmName.SHA384) { Curve = EllipticCurve.P384 };
    public static readonly SignatureAlgorithm ES512 = new("ES512", "EC", HashAlgorithmName.SHA512) { Curve = EllipticCurve.P521 };
    public static readonly SignatureAlgorithm PS256 = new("PS256", "RSA", HashAlgorithmName.SHA256) { Padding = RSASignaturePadding.Pss };
    public static readonly SignatureAlgorithm PS384 = new("PS384", "RSA", HashAlgorithmName.SHA384) { Padding = RSASignaturePadding.Pss };
    public static readonly SignatureAlgorithm PS512 = new("PS512", "RSA", HashAlgorithmName.SHA512) { Padding = RSASignaturePadding.Pss };
    public static readonly SignatureAlgorithm RS256 = new("RS256", "RSA", HashAlgorithmName.SHA256) { Padding = RSASignaturePadding.Pkcs1 };
    public static readonly SignatureAlgorithm RS384 = new("RS384", "RSA", HashAlgorithmName.SHA384) { Padding = RSASignaturePadding.Pkcs1 };
    public static readonly SignatureAlgorithm RS512 = new("RS512", "RSA", HashAlgorithmName.SHA512) { Padding = RSASignaturePadding.Pkcs1 };

    /// <summary>RFC 8037 §3.1, on Ed25519 only. We verify it and never sign with it: the framework has no such private key.</summary>
    public static readonly SignatureAlgorithm EdDSA = new("EdDSA", "OKP", HashAlgorithmName.SHA512) { CanSign = false };

    /// <summary>All that can verify.</summary>
    public static readonly IReadOnlyList<SignatureAlgorithm> All =
        [ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512, EdDSA];

    private SignatureAlgorithm(string name, string keyType, HashAlgorithmName hash) => (Name, KeyType, Hash) = (name, keyType, hash);

    public string Name { get; }
    public string KeyType { get; }
    public HashAlgorithmName Hash { get; }
    public bool CanSign { get; private init; } = true;

    /// <summary>Set for the EC algorithms only.</summary>
    public EllipticCurve? Curve { get; private init; }

    /// <summary>Set for the RSA algorithms only.</summary>
    public RSASignaturePadding? Padding { get; private init; }

    public static SignatureAlgorithm? Find(string? name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>OpenID Connect Core §3.1.3.6: at_hash, c_hash and s_hash of the ASCII value this algorithm's token vouches for.</summary>
    public string LeftHalfHash(ReadOnlySpan<byte> ascii)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        var length = CryptographicOperations.HashData(Hash, ascii, hash);
        return StrictBase64Url.Encode(hash[..(length / 2)]);
    }

    public override string ToString() => Name;
}
