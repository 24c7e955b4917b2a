using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.2.</summary>
internal static class PackedAttestation
{
    public const string Format = "packed";

    public static AttestationStatement? Verify(AttestationEvidence evidence)
    {
        // Step 1: the syntax, { alg, sig, ? x5c }
        var reader = CanonicalCbor.Reader(evidence.Statement);
        var members = reader.ReadStartMap();
        var algorithm = reader.ReadAlgorithm();
        var signature = reader.ReadBytes("sig");
        if (members is 2)
        {
            reader.ReadEnd();
            return VerifySelf(evidence, algorithm, signature);
        }

        var path = reader.ReadPath();
        reader.ReadEnd();
        return VerifyCertified(evidence, algorithm, signature, path);
    }

    private static AttestationStatement? VerifyCertified(
        AttestationEvidence evidence, int algorithm, byte[] signature, IReadOnlyList<ReadOnlyMemory<byte>> path)
    {
        using var leaf = path.ReadLeaf();

        // Step 2.1: signed with the certificate's key
        // Step 2.2: §8.2.1
        // Step 2.3: the model named in the certificate, if any
        // Step 2.4, whether it is Basic or AttCA, and step 2.5, the path, are for whoever knows the authors.
        return leaf.HasSigned(algorithm, evidence.SignedBytes, signature)
            && PackedCertificateRule.Allows(leaf)
            && leaf.IsForModel(evidence.Credential.Aaguid)
                ? new(Format, AttestationType.Certified, path)
                : null;
    }

    private static AttestationStatement? VerifySelf(AttestationEvidence evidence, int algorithm, byte[] signature)
    {
        var key = evidence.Credential.PublicKey;

        // Step 3.1: the credential's own algorithm
        if (key.Algorithm != algorithm || CoseAlgorithms.Standard.For(key) is not { } suite)
            return null;

        // Step 3.2: signed with the credential's own key
        using var imported = suite.Import(key);
        return imported.Verify(evidence.SignedBytes, signature) ? new(Format, AttestationType.Self, []) : null;
    }
}
