using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>RSA signatures, RFC 8230 keys.</summary>
internal sealed class RsaPublicKey(RSA key, HashAlgorithmName hash, RSASignaturePadding padding) : CosePublicKey
{
    private const int MinimumBits = 2048;

    // Nobody makes larger ones; whoever sends one wants us to calculate.
    private const int MaximumBits = 8192;

    // FIPS 186-5 §5.4: an odd exponent above 2^16. Its upper limit is ours, for the same reason as above.
    private const uint MinimumExponent = 65537;

    public static CoseAlgorithm Algorithm(int id, string name, RSASignaturePadding padding, HashAlgorithmName hash) => new(
        id,
        name,
        Fits: key => key is CoseKey.Rsa { Exponent.Length: <= sizeof(uint) } rsa && BitLength(rsa.Modulus) is >= MinimumBits and <= MaximumBits,
        Import: key => Import((CoseKey.Rsa)key, padding, hash));

    private static RsaPublicKey Import(CoseKey.Rsa key, RSASignaturePadding padding, HashAlgorithmName hash)
    {
        // RFC 8230 §4: no leading zeros. An even modulus is not a product of two primes.
        if (key.Modulus is not [not 0, .., var last] || (last & 1) == 0 || !IsSound(key.Exponent))
            throw new FormatException("not a sound RSA key");

        return new(RSA.Create(new RSAParameters { Modulus = key.Modulus, Exponent = key.Exponent }), hash, padding);
    }

    private static bool IsSound(ReadOnlySpan<byte> exponent)
    {
        Span<byte> padded = stackalloc byte[sizeof(uint)];
        padded.Clear();
        exponent.CopyTo(padded[^exponent.Length..]);
        var value = BinaryPrimitives.ReadUInt32BigEndian(padded);

        return exponent is [not 0, ..] && value >= MinimumExponent && (value & 1) == 1;
    }

    private static long BitLength(ReadOnlySpan<byte> modulus) => new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength();

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, hash, padding);

    public override void Dispose() => key.Dispose();
}
