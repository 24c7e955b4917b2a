using System.Security.Cryptography;

namespace IdentityServer.Protocol.Jose;

/// <summary>RFC 7518 §6.2.1.1: the curves we use, and the length every coordinate must have.</summary>
internal sealed record EllipticCurve(string Name, ECCurve Parameters, int KeySize)
{
    public static readonly EllipticCurve P256 = new("P-256", ECCurve.NamedCurves.nistP256, 256);
    public static readonly EllipticCurve P384 = new("P-384", ECCurve.NamedCurves.nistP384, 384);
    public static readonly EllipticCurve P521 = new("P-521", ECCurve.NamedCurves.nistP521, 521);

    public int CoordinateLength => (KeySize + 7) / 8;

    public static EllipticCurve? Find(string name) => name switch
    {
        "P-256" => P256,
        "P-384" => P384,
        "P-521" => P521,
        _ => null,
    };
}
