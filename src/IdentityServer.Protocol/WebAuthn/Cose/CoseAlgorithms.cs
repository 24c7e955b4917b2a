using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>
/// Which key belongs to which algorithm: the one table. RFC 9053 leaves ES256 free to use any curve, WebAuthn L3 §5.8.5
/// does not, and an identifier that may mean several things is how one key gets verified as another.
/// </summary>
internal sealed class CoseAlgorithms(IEnumerable<CoseAlgorithm> algorithms)
{
    public const int ES256 = -7;
    public const int EdDsa = -8;
    public const int RS256 = -257;

    public static readonly CoseAlgorithms Standard = new(
    [
        EcdsaPublicKey.Algorithm(ES256, "ES256", CoseCurve.P256, HashAlgorithmName.SHA256),
        EcdsaPublicKey.Algorithm(-35, "ES384", CoseCurve.P384, HashAlgorithmName.SHA384),
        EcdsaPublicKey.Algorithm(-36, "ES512", CoseCurve.P521, HashAlgorithmName.SHA512),
        RsaPublicKey.Algorithm(-37, "PS256", RSASignaturePadding.Pss, HashAlgorithmName.SHA256),
        RsaPublicKey.Algorithm(-38, "PS384", RSASignaturePadding.Pss, HashAlgorithmName.SHA384),
        RsaPublicKey.Algorithm(-39, "PS512", RSASignaturePadding.Pss, HashAlgorithmName.SHA512),
        RsaPublicKey.Algorithm(RS256, "RS256", RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA256),
        RsaPublicKey.Algorithm(-258, "RS384", RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA384),
        RsaPublicKey.Algorithm(-259, "RS512", RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA512),
        Ed25519PublicKey.Algorithm(EdDsa, "EdDSA"),
    ]);

    private readonly FrozenDictionary<int, CoseAlgorithm> _byId = algorithms.ToFrozenDictionary(algorithm => algorithm.Id);

    public IEnumerable<CoseAlgorithm> All => _byId.Values;

    /// <summary>The algorithm the key names, if we have it and the key is made for it.</summary>
    public CoseAlgorithm? For(CoseKey key) =>
        _byId.TryGetValue(key.Algorithm, out var algorithm) && algorithm.Fits(key) ? algorithm : null;

    /// <summary>Makes stored bytes a key that can verify.</summary>
    public bool TryImport(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CosePublicKey? imported)
    {
        imported = null;
        return CoseKey.TryParse(encoded, out var key)
            && For(key) is { } algorithm
            && Untrusted.TryRead(key, algorithm.Import, out imported);
    }
}
