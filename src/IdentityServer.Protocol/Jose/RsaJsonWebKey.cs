using System.Security.Cryptography;

namespace IdentityServer.Protocol.Jose;

/// <summary>RFC 7518 §6.3.</summary>
internal sealed record RsaJsonWebKey(string N, string E) : JsonWebKey
{
    public override string KeyType => "RSA";

    protected override IReadOnlyList<(string Name, string Value)> Required =>
        [("e", E), ("kty", KeyType), ("n", N)];

    public static RsaJsonWebKey From(RSAParameters parameters) =>
        new(StrictBase64Url.Encode(parameters.Modulus), StrictBase64Url.Encode(parameters.Exponent));
}
