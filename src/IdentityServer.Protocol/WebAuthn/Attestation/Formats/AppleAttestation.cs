using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.8. There is no signature: Apple's authority made the certificate for this one registration.</summary>
internal static class AppleAttestation
{
    public const string Format = "apple";

    private const string NonceExtension = "1.2.840.113635.100.8.2";
    private static readonly Asn1Tag NonceTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static AttestationStatement? Verify(AttestationEvidence evidence)
    {
        // Step 1: the syntax, { x5c }
        var reader = CanonicalCbor.Reader(evidence.Statement);
        reader.ReadStartMap(1);
        var path = reader.ReadPath();
        reader.ReadEnd();
        using var certificate = path.ReadLeaf();

        // Steps 2 and 3: the nonce
        var nonce = SHA256.HashData(evidence.SignedBytes);

        // Step 4: the nonce in the certificate. Step 5: the credential's key in the certificate. Step 6.
        return ReadNonce(certificate).AsSpan().SequenceEqual(nonce)
            && certificate.HasKey(evidence.Credential.PublicKey)
                ? new(Format, AttestationType.Certified, path)
                : null;
    }

    // SEQUENCE { [1] EXPLICIT OCTET STRING }
    private static byte[] ReadNonce(X509Certificate2 certificate)
    {
        var extension = certificate.OnlyExtension(NonceExtension) ?? throw new FormatException("no nonce");
        var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var tagged = sequence.ReadSequence(NonceTag);
        sequence.ThrowIfNotEmpty();
        var nonce = tagged.ReadOctetString();
        tagged.ThrowIfNotEmpty();
        return nonce;
    }
}
