namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>Statements of the time before FIDO2, WebAuthn L3 §8.6.</summary>
internal sealed record FidoU2fMaker(SoftAuthority Authority)
{
    public int KeyAlgorithm { get; init; } = -7;
    public Func<byte[], byte[]> SignedBytes { get; init; } = bytes => bytes;
    public Func<IReadOnlyList<byte[]>, IReadOnlyList<byte[]>> Path { get; init; } = path => path;

    public (string Format, byte[] Statement) Write(SoftKey key, byte[] authenticatorData, byte[] clientDataHash)
    {
        var idLength = authenticatorData[53] << 8 | authenticatorData[54];
        byte[] signed =
        [
            0,
            .. authenticatorData[..32],
            .. clientDataHash,
            .. authenticatorData[55..(55 + idLength)],
            .. key.CertificateKey.EncodedKeyValue.RawData,
        ];

        using var attestationKey = SoftKey.Create(KeyAlgorithm);
        var leaf = Authority.Sign(new(attestationKey.CertificateKey));
        return ("fido-u2f", StatementMap.Write(("sig", attestationKey.Sign(SignedBytes(signed))), ("x5c", Path([leaf]))));
    }
}
