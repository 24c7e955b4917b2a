using System.Security.Cryptography;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>ECDSA over a NIST curve with the DER signatures of WebAuthn L3 §6.5.5.</summary>
internal sealed class EcdsaPublicKey(ECDsa key, HashAlgorithmName hash) : CosePublicKey
{
    public static CoseAlgorithm Algorithm(int id, string name, CoseCurve curve, HashAlgorithmName hash) => new(
        id,
        name,
        Fits: key => key is CoseKey.EllipticCurve ec && ec.Curve == (int)curve,
        Import: key => new EcdsaPublicKey(Import((CoseKey.EllipticCurve)key, curve), hash));

    /// <summary>Refuses points off the curve, and coordinates that are not as long as the curve's.</summary>
    private static ECDsa Import(CoseKey.EllipticCurve key, CoseCurve curve) => curve switch
    {
        CoseCurve.P256 => Import(key, 32, "P-256"u8, ECCurve.NamedCurves.nistP256),
        CoseCurve.P384 => Import(key, 48, "P-384"u8, ECCurve.NamedCurves.nistP384),
        CoseCurve.P521 => Import(key, 66, "P-521"u8, ECCurve.NamedCurves.nistP521),
        _ => throw new ArgumentOutOfRangeException(nameof(curve), curve, "ECDSA here is over NIST curves."),
    };

    private static ECDsa Import(CoseKey.EllipticCurve key, int length, ReadOnlySpan<byte> name, ECCurve curve)
    {
        if (key.X.Length != length || key.Y.Length != length)
            throw new FormatException("coordinates of the wrong length");

        return OpenSslCurveKey.IsPossible
            ? OpenSslCurveKey.Import(name, key.X, key.Y)
            : ECDsa.Create(new ECParameters { Curve = curve, Q = new() { X = key.X, Y = key.Y } });
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence);

    public override void Dispose() => key.Dispose();
}
