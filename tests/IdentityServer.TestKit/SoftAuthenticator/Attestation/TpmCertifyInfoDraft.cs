namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>TPMS_ATTEST in its parts, for a test to bend.</summary>
internal sealed record TpmCertifyInfoDraft(byte[] ExtraData, byte[] Name)
{
    public byte[] Magic { get; init; } = [0xff, 0x54, 0x43, 0x47];
    public ushort Type { get; init; } = 0x8017;
    public byte[] Trailing { get; init; } = [];

    public byte[] Write() =>
    [
        .. Magic,
        .. TpmBytes.UInt16(Type),
        .. TpmBytes.Sized([1, 2, 3]),     // qualifiedSigner
        .. TpmBytes.Sized(ExtraData),
        .. new byte[17], .. new byte[8],  // clock, firmware
        .. TpmBytes.Sized(Name),
        .. TpmBytes.Sized([4, 5, 6]),     // qualifiedName
        .. Trailing,
    ];
}
