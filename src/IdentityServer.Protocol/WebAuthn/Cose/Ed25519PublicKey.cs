using IdentityServer.Protocol.WebAuthn.Cose.Ed25519;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>
/// EdDSA over Ed25519 (RFC 8032 §5.1), which .NET 10 does not offer: the operating system's libcrypto where there is one,
/// our own arithmetic where there is none. Both answer alike, because the key is examined here for both.
/// </summary>
internal static class Ed25519PublicKey
{
    public static CoseAlgorithm Algorithm(int id, string name) => new(
        id,
        name,
        Fits: key => key is CoseKey.OctetKeyPair { Curve: (int)CoseCurve.Ed25519 },
        Import: key => Import(((CoseKey.OctetKeyPair)key).X));

    private static CosePublicKey Import(byte[] encoded)
    {
        // A point of small order lets one signature pass for many messages; libcrypto would take it.
        if (!EdwardsPoint.TryDecode(encoded, out var point) || point.IsOfSmallOrder)
            throw new FormatException("not a sound Ed25519 key");

        return LibCrypto.IsPresent ? new NativeEd25519(encoded) : new ManagedEd25519(encoded, point);
    }
}
