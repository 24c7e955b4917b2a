using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>
/// RFC 9052 §7 as WebAuthn L3 §6.5.1 narrows it: the algorithm is there, and no optional parameter is. Reading looks at
/// the shape only; whether algorithm, curve and size belong together is for the table in <see cref="CoseAlgorithms"/>.
/// </summary>
/// <param name="Algorithm">The COSE algorithm identifier as written.</param>
/// <param name="Encoded">The bytes as they were signed, to be stored.</param>
internal abstract record CoseKey(int Algorithm, ReadOnlyMemory<byte> Encoded)
{
    private const int KeyTypeLabel = 1;
    private const int AlgorithmLabel = 3;

    public sealed record EllipticCurve(int Algorithm, ReadOnlyMemory<byte> Encoded, int Curve, byte[] X, byte[] Y) : CoseKey(Algorithm, Encoded);

    public sealed record Rsa(int Algorithm, ReadOnlyMemory<byte> Encoded, byte[] Modulus, byte[] Exponent) : CoseKey(Algorithm, Encoded);

    public sealed record OctetKeyPair(int Algorithm, ReadOnlyMemory<byte> Encoded, int Curve, byte[] X) : CoseKey(Algorithm, Encoded);

    /// <summary>A key type this file does not know; an algorithm added to the table may.</summary>
    public sealed record Other(int Algorithm, ReadOnlyMemory<byte> Encoded, int KeyType) : CoseKey(Algorithm, Encoded);

    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out CoseKey? key) =>
        Untrusted.TryRead(bytes, ReadAlone, out key);

    private static CoseKey ReadAlone(ReadOnlyMemory<byte> bytes)
    {
        var reader = CanonicalCbor.Reader(bytes);
        var key = Read(reader, bytes);
        reader.RequireEnd();
        return key;
    }

    /// <summary>Reads the key at the start of <paramref name="source"/>; what follows is left to the caller.</summary>
    internal static CoseKey Read(CborReader reader, ReadOnlyMemory<byte> source)
    {
        var encoded = reader.ReadAny(source);

        // Once more, now that its end is known. Canonical order puts the labels in one possible sequence: 1, 3, −1, −2, −3.
        reader = CanonicalCbor.Reader(encoded);
        var entries = reader.ReadStartMap();
        reader.ReadLabel(KeyTypeLabel);
        var keyType = reader.ReadInt32();
        reader.ReadLabel(AlgorithmLabel);
        var algorithm = reader.ReadInt32();

        return ((CoseKeyType)keyType, entries) switch
        {
            (CoseKeyType.Ec2, 5) => new EllipticCurve(algorithm, encoded, Integer(reader, -1), Bytes(reader, -2), Bytes(reader, -3)),
            (CoseKeyType.Rsa, 4) => new Rsa(algorithm, encoded, Bytes(reader, -1), Bytes(reader, -2)),
            (CoseKeyType.Okp, 4) => new OctetKeyPair(algorithm, encoded, Integer(reader, -1), Bytes(reader, -2)),
            (CoseKeyType.Ec2 or CoseKeyType.Rsa or CoseKeyType.Okp, _) => throw new CborContentException("unexpected number of parameters"),
            _ => new Other(algorithm, encoded, keyType),
        };
    }

    private static int Integer(CborReader reader, int label)
    {
        reader.ReadLabel(label);
        return reader.ReadInt32();
    }

    private static byte[] Bytes(CborReader reader, int label)
    {
        reader.ReadLabel(label);
        return reader.ReadByteString();
    }
}
