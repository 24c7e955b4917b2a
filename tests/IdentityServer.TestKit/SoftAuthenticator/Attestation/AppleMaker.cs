using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>Apple's anonymous statements, WebAuthn L3 §8.8: a certificate per registration, and no signature.</summary>
internal sealed record AppleMaker(SoftAuthority Authority)
{
    public Func<byte[], byte[]> Nonce { get; init; } = nonce => nonce;
    public Func<CertificateDraft, CertificateDraft> Certificate { get; init; } = draft => draft;
    public Func<byte[], byte[]> Leaf { get; init; } = der => der;

    public (string Format, byte[] Statement) Write(SoftKey key, byte[] authenticatorData, byte[] clientDataHash)
    {
        var nonce = Nonce(SHA256.HashData([.. authenticatorData, .. clientDataHash]));
        var leaf = Leaf(Authority.Sign(Certificate(new CertificateDraft(key.CertificateKey).With(NonceExtension(nonce)))));
        return ("apple", StatementMap.Write(("x5c", new List<byte[]> { leaf })));
    }

    public static X509Extension NonceExtension(byte[] nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            writer.WriteOctetString(nonce);

        return new("1.2.840.113635.100.8.2", writer.Encode(), critical: false);
    }
}
