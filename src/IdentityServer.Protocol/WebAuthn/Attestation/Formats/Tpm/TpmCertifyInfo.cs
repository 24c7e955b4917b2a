namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats.Tpm;

/// <summary>
/// TPMS_ATTEST ("TPM 2.0 Part 2" §10.12.12) of the type that certifies a key. Who signed, when and on which firmware is
/// walked over, as WebAuthn L3 §8.3 says.
/// </summary>
internal sealed record TpmCertifyInfo(ReadOnlyMemory<byte> ExtraData, ReadOnlyMemory<byte> Name)
{
    private const uint GeneratedByTpm = 0xff544347;
    private const ushort AttestCertify = 0x8017;
    private const int ClockInfoLength = 17;
    private const int FirmwareVersionLength = 8;

    public static TpmCertifyInfo Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new TpmReader(bytes);
        if (reader.ReadUInt32() != GeneratedByTpm || reader.ReadUInt16() != AttestCertify)
            throw new FormatException("not a certification by a TPM");

        reader.ReadSized(); // qualifiedSigner
        var extraData = reader.ReadSized();
        reader.Skip(ClockInfoLength);
        reader.Skip(FirmwareVersionLength);
        var name = reader.ReadSized();
        reader.ReadSized(); // qualifiedName
        reader.RequireEnd();

        return new(extraData, name);
    }
}
