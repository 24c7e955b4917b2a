using System.Security.Cryptography;

namespace IdentityServer.Protocol.Jose;

/// <summary>RFC 7518 §6.2.</summary>
internal sealed record EcJsonWebKey(EllipticCurve Curve, string X, string Y) : JsonWebKey
{
    public override string KeyType => "EC";

    protected override IReadOnlyList<(string Name, string Value)> Required =>
        [("crv", Curve.Name), ("kty", KeyType), ("x", X), ("y", Y)];

    public static EcJsonWebKey From(EllipticCurve curve, ECPoint point) =>
        new(curve, StrictBase64Url.Encode(point.X), StrictBase64Url.Encode(point.Y));
}
