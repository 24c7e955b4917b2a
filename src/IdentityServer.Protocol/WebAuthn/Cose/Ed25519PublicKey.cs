using IdentityServer.Protocol.Edwards;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>EdDSA, which WebAuthn L3 §5.8.5 ties to Ed25519.</summary>
internal sealed class Ed25519PublicKey(Ed25519Key key) : CosePublicKey
{
    public static CoseAlgorithm Algorithm(int id, string name) => new(
        id,
        name,
        Fits: key => key is CoseKey.OctetKeyPair { Curve: (int)CoseCurve.Ed25519 },
        Import: key => new Ed25519PublicKey(Ed25519Key.Import(((CoseKey.OctetKeyPair)key).X)));

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => key.Verify(data, signature);

    public override void Dispose() => key.Dispose();
}
