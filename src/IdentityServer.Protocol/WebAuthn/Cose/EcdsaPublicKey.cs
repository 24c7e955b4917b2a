using System.Security.Cryptography;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>ECDSA over a NIST curve with the DER signatures of WebAuthn L3 §6.5.5.</summary>
internal sealed class EcdsaPublicKey(ECDsa key, HashAlgorithmName hash) : CosePublicKey
{
    public static CoseAlgorithm Algorithm(int id, string name, CoseCurve curve, ECCurve parameters, HashAlgorithmName hash) => new(
        id,
        name,
        Fits: key => key is CoseKey.EllipticCurve ec && ec.Curve == (int)curve,
        Import: key => Import((CoseKey.EllipticCurve)key, parameters, hash));

    private static EcdsaPublicKey Import(CoseKey.EllipticCurve key, ECCurve curve, HashAlgorithmName hash)
    {
        // The framework refuses points off the curve and coordinates of unequal length; theirs must also be the curve's.
        var imported = ECDsa.Create(new ECParameters { Curve = curve, Q = new() { X = key.X, Y = key.Y } });
        if (key.X.Length == (imported.KeySize + 7) / 8)
            return new(imported, hash);

        imported.Dispose();
        throw new FormatException("coordinates of the wrong length");
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence);

    public override void Dispose() => key.Dispose();
}
