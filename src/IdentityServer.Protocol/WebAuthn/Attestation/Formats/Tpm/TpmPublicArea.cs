using System.Buffers.Binary;
using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats.Tpm;

/// <summary>TPMT_PUBLIC, "TPM 2.0 Part 2" §12.2.4: a public key as its TPM describes it.</summary>
internal sealed record TpmPublicArea(ReadOnlyMemory<byte> Encoded, TpmAlgorithm NameAlgorithm, TpmPublicKey Key)
{
    public static TpmPublicArea Read(byte[] bytes)
    {
        var reader = new TpmReader(bytes);
        var type = (TpmAlgorithm)reader.ReadUInt16();
        var nameAlgorithm = (TpmAlgorithm)reader.ReadUInt16();
        reader.Skip(sizeof(uint)); // objectAttributes
        reader.ReadSized();        // authPolicy
        var key = TpmPublicKey.Read(ref reader, type);
        reader.RequireEnd();

        return new(bytes, nameAlgorithm, key);
    }

    public CoseKey ToCoseKey(int algorithm) => Key.ToCoseKey(algorithm);

    /// <summary>"TPM 2.0 Part 1" §16: the algorithm's identifier, then its digest over the whole structure.</summary>
    public byte[] ComputeName()
    {
        Span<byte> identifier = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(identifier, (ushort)NameAlgorithm);
        return [.. identifier, .. CryptographicOperations.HashData(HashOf(NameAlgorithm), Encoded.Span)];
    }

    private static HashAlgorithmName HashOf(TpmAlgorithm algorithm) => algorithm switch
    {
        TpmAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        TpmAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        TpmAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => throw new FormatException("a name by an unknown hash"),
    };
}
