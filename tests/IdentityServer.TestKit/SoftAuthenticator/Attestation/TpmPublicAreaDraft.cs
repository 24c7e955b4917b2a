using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>TPMT_PUBLIC in its parts, for a test to bend.</summary>
internal sealed record TpmPublicAreaDraft(ushort Type, byte[] Parameters, byte[] Unique)
{
    public ushort NameAlgorithm { get; init; } = 0x000B;

    /// <summary>TPM_ALG_NULL: the key does not decrypt.</summary>
    public ushort Symmetric { get; init; } = 0x0010;

    public byte[] Trailing { get; init; } = [];

    public static TpmPublicAreaDraft For(PublicKey key)
    {
        using var ec = key.GetECDsaPublicKey();
        if (ec is null)
            return ForRsa(key);

        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        var curve = (ushort)(ec.KeySize switch { 256 => 0x0003, 384 => 0x0004, _ => 0x0005 });
        // scheme ECDSA with SHA-256, curve, no key derivation
        return new(0x0023, [0x00, 0x18, 0x00, 0x0B, .. TpmBytes.UInt16(curve), 0x00, 0x10], [.. TpmBytes.Sized(point.X!), .. TpmBytes.Sized(point.Y!)]);
    }

    public byte[] Write() =>
    [
        .. TpmBytes.UInt16(Type),
        .. TpmBytes.UInt16(NameAlgorithm),
        0x00, 0x04, 0x00, 0x72, // sign, userWithAuth, sensitiveDataOrigin, fixedParent, fixedTPM
        .. TpmBytes.Sized([]),
        .. TpmBytes.UInt16(Symmetric),
        .. Parameters,
        .. Unique,
        .. Trailing,
    ];

    private static TpmPublicAreaDraft ForRsa(PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey()!;
        // scheme null, bits, the default exponent
        return new(
            0x0001,
            [0x00, 0x10, .. TpmBytes.UInt16((ushort)rsa.KeySize), 0, 0, 0, 0],
            TpmBytes.Sized(rsa.ExportParameters(includePrivateParameters: false).Modulus!));
    }
}
