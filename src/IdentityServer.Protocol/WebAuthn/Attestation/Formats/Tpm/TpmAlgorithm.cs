namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats.Tpm;

/// <summary>TPM_ALG_ID, "TPM 2.0 Part 2" §6.3, as far as a credential's key can use it.</summary>
internal enum TpmAlgorithm : ushort
{
    Rsa = 0x0001,
    Sha256 = 0x000B,
    Sha384 = 0x000C,
    Sha512 = 0x000D,
    Null = 0x0010,
    RsaSsa = 0x0014,
    RsaPss = 0x0016,
    EcDsa = 0x0018,
    Ecc = 0x0023,
}
