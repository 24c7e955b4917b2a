namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>Packed statements, WebAuthn L3 §8.2: by a certificate of <paramref name="Authority"/>, or by the credential itself.</summary>
internal sealed record PackedMaker(SoftAuthority? Authority = null)
{
    /// <summary>The key of the certificate; ES256 unless told otherwise.</summary>
    public int KeyAlgorithm { get; init; } = -7;

    /// <summary>The algorithm the statement claims.</summary>
    public int? Algorithm { get; init; }

    public Func<CertificateDraft, CertificateDraft> Certificate { get; init; } = draft => draft;
    public Func<byte[], byte[]> SignedBytes { get; init; } = bytes => bytes;
    public Func<byte[], byte[]> Leaf { get; init; } = der => der;
    public IReadOnlyList<byte[]> Intermediates { get; init; } = [];

    public (string Format, byte[] Statement) Write(SoftKey key, byte[] authenticatorData, byte[] clientDataHash)
    {
        var signed = SignedBytes([.. authenticatorData, .. clientDataHash]);
        if (Authority is null)
            return ("packed", StatementMap.Write(("alg", Algorithm ?? key.Algorithm), ("sig", key.Sign(signed))));

        using var attestationKey = SoftKey.Create(KeyAlgorithm);
        var leaf = Leaf(Authority.Sign(Certificate(new(attestationKey.CertificateKey))));
        return ("packed", StatementMap.Write(
            ("alg", Algorithm ?? KeyAlgorithm),
            ("sig", attestationKey.Sign(signed)),
            ("x5c", new List<byte[]> { leaf }.Concat(Intermediates).ToList())));
    }
}
