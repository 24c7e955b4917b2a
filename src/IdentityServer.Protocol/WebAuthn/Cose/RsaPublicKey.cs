using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>RSA signatures, RFC 8230 keys.</summary>
internal sealed class RsaPublicKey(RSA key, HashAlgorithmName hash, RSASignaturePadding padding) : CosePublicKey
{
    private const int MinimumBytes = 2048 / 8;

    // Nobody makes larger ones; whoever sends one wants us to calculate.
    private const int MaximumBytes = 8192 / 8;

    // FIPS 186-5 §5.4: an odd exponent above 2^16. Its upper limit is ours, for the same reason as above.
    private const uint MinimumExponent = 65537;

    public static CoseAlgorithm Algorithm(int id, string name, RSASignaturePadding padding, HashAlgorithmName hash) => new(
        id,
        name,
        Fits: key => key is CoseKey.Rsa { Modulus.Length: >= MinimumBytes and <= MaximumBytes, Exponent.Length: <= sizeof(uint) },
        Import: key => Import((CoseKey.Rsa)key, padding, hash));

    private static RsaPublicKey Import(CoseKey.Rsa key, RSASignaturePadding padding, HashAlgorithmName hash)
    {
        // RFC 8230 §4: no leading zeros; the first bit set makes the length in bytes the size in bits.
        if (key.Modulus is not [>= 0x80, .., var last] || (last & 1) == 0 || !IsSound(key.Exponent))
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

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, hash, padding);

    public override void Dispose() => key.Dispose();
}
