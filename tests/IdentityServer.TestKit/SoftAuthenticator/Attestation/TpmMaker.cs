using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>TPM statements, WebAuthn L3 §8.3: an attestation identity key certifies the credential's key.</summary>
internal sealed record TpmMaker(SoftAuthority Authority)
{
    public string Version { get; init; } = "2.0";
    public int KeyAlgorithm { get; init; } = -7;
    public int? Algorithm { get; init; }
    public Func<CertificateDraft, CertificateDraft> Certificate { get; init; } = draft => draft;
    public Func<TpmPublicAreaDraft, TpmPublicAreaDraft> PublicArea { get; init; } = draft => draft;
    public Func<TpmCertifyInfoDraft, TpmCertifyInfoDraft> CertifyInfo { get; init; } = draft => draft;
    public Func<byte[], byte[]> SignedBytes { get; init; } = bytes => bytes;

    public static X509Extension AttestationIdentityKey => new X509EnhancedKeyUsageExtension([new("2.23.133.8.3")], critical: false);

    public (string Format, byte[] Statement) Write(SoftKey key, byte[] authenticatorData, byte[] clientDataHash)
    {
        var publicArea = PublicArea(TpmPublicAreaDraft.For(key.CertificateKey)).Write();
        var certifyInfo = CertifyInfo(new(
            ExtraData: SHA256.HashData([.. authenticatorData, .. clientDataHash]),
            Name: [0x00, 0x0B, .. SHA256.HashData(publicArea)])).Write();

        using var identityKey = SoftKey.Create(KeyAlgorithm);
        var draft = new CertificateDraft(identityKey.CertificateKey)
        {
            Subject = new(""),
            Extensions = [CertificateDraft.EndEntity, AttestationIdentityKey, TpmName.Extension(TpmName.All)],
        };

        return ("tpm", StatementMap.Write(
            ("ver", Version),
            ("alg", Algorithm ?? KeyAlgorithm),
            ("x5c", new List<byte[]> { Authority.Sign(Certificate(draft)) }),
            ("sig", identityKey.Sign(SignedBytes(certifyInfo))),
            ("certInfo", certifyInfo),
            ("pubArea", publicArea)));
    }
}
