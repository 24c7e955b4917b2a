namespace IdentityServer.Protocol.Jose;

/// <summary>RFC 8037 §2, Ed25519 only.</summary>
internal sealed record OkpJsonWebKey(string X) : JsonWebKey
{
    public const string Ed25519 = "Ed25519";
    public const int PublicKeyLength = 32;

    public override string KeyType => "OKP";

    protected override IReadOnlyList<(string Name, string Value)> Required =>
        [("crv", Ed25519), ("kty", KeyType), ("x", X)];
}
