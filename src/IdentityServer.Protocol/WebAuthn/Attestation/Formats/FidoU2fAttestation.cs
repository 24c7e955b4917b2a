using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.6.</summary>
internal static class FidoU2fAttestation
{
    public const string Format = "fido-u2f";

    private const int CoordinateLength = 32;

    public static AttestationStatement? Verify(AttestationEvidence evidence)
    {
        // Step 1: the syntax, { sig, x5c }
        var reader = CanonicalCbor.Reader(evidence.Statement);
        reader.ReadStartMap(2);
        var signature = reader.ReadBytes("sig");
        var path = reader.ReadPath();
        reader.ReadEnd();

        // Step 2: exactly one certificate, with a key on P-256; ES256 in step 6 stands for that.
        if (path is not [_])
            return null;

        using var certificate = path.ReadLeaf();

        // Step 3: what the authenticator said
        var credential = evidence.Credential;

        // Step 4: the key as U2F writes it
        if (credential.PublicKey is not CoseKey.EllipticCurve { Algorithm: CoseAlgorithms.ES256, X.Length: CoordinateLength, Y.Length: CoordinateLength } key)
            return null;

        // Step 5: what U2F signs
        byte[] signed =
        [
            0x00,
            .. evidence.AuthenticatorData.RelyingPartyIdHash.Span,
            .. evidence.ClientDataHash.Span,
            .. credential.CredentialId.Span,
            0x04, .. key.X, .. key.Y,
        ];

        // Step 6. Step 7, what kind of author it is, is for whoever knows the authors.
        return certificate.HasSigned(CoseAlgorithms.ES256, signed, signature)
            ? new(Format, AttestationType.Certified, path)
            : null;
    }
}
