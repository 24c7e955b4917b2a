using System.Numerics;
using System.Security.Cryptography;
using IdentityServer.Protocol.Edwards;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>Signs as RFC 8032 §5.1.6 says, with the verifier's own curve; published vectors and libcrypto keep both honest.</summary>
internal sealed class SoftEd25519Key : SoftKey
{
    private readonly BigInteger _scalar;
    private readonly byte[] _prefix;

    public SoftEd25519Key(byte[]? seed = null)
    {
        var expanded = SHA512.HashData(seed ?? RandomNumberGenerator.GetBytes(32));
        expanded[0] &= 0xf8;
        expanded[31] &= 0x7f;
        expanded[31] |= 0x40;

        _scalar = Number(expanded.AsSpan(0, 32));
        _prefix = expanded[32..];
        PublicKey = Multiply(_scalar);
    }

    public override int Algorithm => -8;

    public byte[] PublicKey { get; }

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var nonce = Number(SHA512.HashData([.. _prefix, .. data])) % ManagedEd25519.Order;
        var r = Multiply(nonce);
        var challenge = Number(SHA512.HashData([.. r, .. PublicKey, .. data])) % ManagedEd25519.Order;
        var s = new byte[32];
        ((nonce + challenge * _scalar) % ManagedEd25519.Order).TryWriteBytes(s, out _, isUnsigned: true);
        return [.. r, .. s];
    }

    protected override byte[] WriteCose() => CoseMap.Write((1, 1), (3, -8), (-1, 6), (-2, PublicKey));

    private static byte[] Multiply(BigInteger scalar) =>
        EdwardsPoint.Combine(scalar, EdwardsPoint.Base, BigInteger.Zero, EdwardsPoint.Base).Encode();

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    public override void Dispose()
    {
    }
}
