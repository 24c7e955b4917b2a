using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.4.</summary>
internal static class AndroidKeyAttestation
{
    public const string Format = "android-key";

    private const string KeyDescriptionExtension = "1.3.6.1.4.1.11129.2.1.17";

    public static AttestationStatement? Verify(AttestationEvidence evidence)
    {
        // Step 1: the syntax, { alg, sig, x5c }
        var reader = CanonicalCbor.Reader(evidence.Statement);
        reader.ReadStartMap(3);
        var algorithm = reader.ReadAlgorithm();
        var signature = reader.ReadBytes("sig");
        var path = reader.ReadPath();
        reader.ReadEnd();
        using var certificate = path.ReadLeaf();

        // Step 2: signed with the certificate's key. Step 3: which is the credential's.
        if (!certificate.HasSigned(algorithm, evidence.SignedBytes, signature) || !certificate.HasKey(evidence.Credential.PublicKey))
            return null;

        // Step 4: made for this registration
        var extension = certificate.OnlyExtension(KeyDescriptionExtension) ?? throw new FormatException("no key description");
        var description = AndroidKeyDescription.Read(extension.RawData);
        if (!description.AttestationChallenge.Span.SequenceEqual(evidence.ClientDataHash.Span))
            return null;

        // Step 5: bound to one app; generated, not imported; for signing only. We take the word of the trusted
        // environment alone: what only software enforces, software can undo. Step 6.
        return description is { SoftwareEnforced.AllApplications: false, HardwareEnforced: { AllApplications: false, IsGenerated: true, IsForSigningOnly: true } }
            ? new(Format, AttestationType.Certified, path)
            : null;
    }
}
