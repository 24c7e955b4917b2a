using System.Numerics;
using System.Security.Cryptography;

namespace IdentityServer.Protocol.Edwards;

/// <summary>RFC 8032 §5.1.7 without a library. Nothing here is secret, so nothing needs constant time.</summary>
internal sealed class ManagedEd25519(byte[] encoded, EdwardsPoint key) : Ed25519Key
{
    private const int SignatureLength = 64;

    // The order of the base point: 2^252 + 27742317777372353535851937790883648493.
    internal static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", provider: null);

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
            return false;

        var r = signature[..32];
        var s = new BigInteger(signature[32..], isUnsigned: true);
        if (s >= Order)
            return false;

        // The equation without the cofactor, as libcrypto has it: encode(S·B − k·A) is R, byte for byte.
        return (EdwardsPoint.Combine(s, EdwardsPoint.Base, Challenge(r, data), key.Negated())).Encode().AsSpan().SequenceEqual(r);
    }

    private BigInteger Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(r);
        hash.AppendData(encoded);
        hash.AppendData(data);
        return new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Order;
    }

    public override void Dispose()
    {
    }
}
