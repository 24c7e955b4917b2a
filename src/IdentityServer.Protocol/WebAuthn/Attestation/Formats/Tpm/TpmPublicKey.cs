using System.Buffers.Binary;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats.Tpm;

/// <summary>TPMU_PUBLIC_PARMS and TPMU_PUBLIC_ID, "TPM 2.0 Part 2" §12.2.3, for the two kinds of key a credential can have.</summary>
internal abstract record TpmPublicKey
{
    private const uint DefaultExponent = 65537;

    private TpmPublicKey()
    {
    }

    public sealed record Rsa(uint Exponent, byte[] Modulus) : TpmPublicKey;

    public sealed record EllipticCurve(CoseCurve Curve, byte[] X, byte[] Y) : TpmPublicKey;

    public static TpmPublicKey Read(ref TpmReader reader, TpmAlgorithm type)
    {
        // A key that also decrypts has a symmetric algorithm; a credential's key does nothing but sign.
        if ((TpmAlgorithm)reader.ReadUInt16() is not TpmAlgorithm.Null)
            throw new FormatException("not a signing key");

        return type switch
        {
            TpmAlgorithm.Rsa => ReadRsa(ref reader),
            TpmAlgorithm.Ecc => ReadEc(ref reader),
            _ => throw new FormatException("unknown kind of key"),
        };
    }

    public CoseKey ToCoseKey(int algorithm) => this switch
    {
        Rsa rsa => new CoseKey.Rsa(algorithm, default, rsa.Modulus, Minimal(rsa.Exponent)),
        EllipticCurve ec => new CoseKey.EllipticCurve(algorithm, default, (int)ec.Curve, Padded(ec.X, ec.Curve), Padded(ec.Y, ec.Curve)),
        _ => throw new FormatException("unknown kind of key"),
    };

    private static Rsa ReadRsa(ref TpmReader reader)
    {
        SkipScheme(ref reader);
        reader.ReadUInt16(); // keyBits; the modulus says it better
        var exponent = reader.ReadUInt32();
        return new(exponent is 0 ? DefaultExponent : exponent, reader.ReadSized());
    }

    private static EllipticCurve ReadEc(ref TpmReader reader)
    {
        SkipScheme(ref reader);
        var curve = reader.ReadUInt16() switch
        {
            0x0003 => CoseCurve.P256,
            0x0004 => CoseCurve.P384,
            0x0005 => CoseCurve.P521,
            _ => throw new FormatException("unknown curve"),
        };
        if ((TpmAlgorithm)reader.ReadUInt16() is not TpmAlgorithm.Null)
            throw new FormatException("a key derivation scheme on a signing key");

        return new(curve, reader.ReadSized(), reader.ReadSized());
    }

    private static void SkipScheme(ref TpmReader reader)
    {
        switch ((TpmAlgorithm)reader.ReadUInt16())
        {
            case TpmAlgorithm.Null:
                break;
            case TpmAlgorithm.RsaSsa or TpmAlgorithm.RsaPss or TpmAlgorithm.EcDsa:
                reader.ReadUInt16(); // hashAlg
                break;
            default:
                throw new FormatException("not a signature scheme");
        }
    }

    private static byte[] Minimal(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes.AsSpan().TrimStart((byte)0).ToArray();
    }

    // TPMs may leave out leading zeros; COSE may not.
    private static byte[] Padded(byte[] coordinate, CoseCurve curve)
    {
        var length = curve switch { CoseCurve.P256 => 32, CoseCurve.P384 => 48, _ => 66 };
        return coordinate.Length > length ? coordinate : [.. new byte[length - coordinate.Length], .. coordinate];
    }
}
