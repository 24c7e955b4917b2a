namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>The IANA "COSE Elliptic Curves" that an algorithm here uses.</summary>
internal enum CoseCurve
{
    P256 = 1,
    P384 = 2,
    P521 = 3,
    Ed25519 = 6,
}
