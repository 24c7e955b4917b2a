using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation.Formats.Tpm;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>
/// WebAuthn L3 §8.3. The identifier RS1 that early TPMs sign with is not in our table: SHA-1 vouches for nothing.
/// </summary>
internal static class TpmAttestation
{
    public const string Format = "tpm";

    public static AttestationStatement? Verify(AttestationEvidence evidence)
    {
        // Step 1: the syntax, { alg, sig, ver, x5c, pubArea, certInfo }
        var reader = CanonicalCbor.Reader(evidence.Statement);
        reader.ReadStartMap(6);
        var algorithm = reader.ReadAlgorithm();
        var signature = reader.ReadBytes("sig");
        reader.ReadName("ver");
        var version = reader.ReadTextString();
        var path = reader.ReadPath();
        var publicArea = TpmPublicArea.Read(reader.ReadBytes("pubArea"));
        var certifyInfoBytes = reader.ReadBytes("certInfo");
        var certifyInfo = TpmCertifyInfo.Read(certifyInfoBytes);
        reader.ReadEnd();
        if (version is not "2.0")
            return null;

        // Step 2: the TPM's key is the credential's
        if (!publicArea.ToCoseKey(evidence.Credential.PublicKey.Algorithm).IsSameKey(evidence.Credential.PublicKey))
            return null;

        // Step 3: the bytes to be attested
        var attested = evidence.SignedBytes;

        // Step 4: certInfo's magic and type were read; it vouches for these bytes and for this key
        if (HashOf(algorithm) is not { } hash
            || !certifyInfo.ExtraData.Span.SequenceEqual(CryptographicOperations.HashData(hash, attested))
            || !certifyInfo.Name.Span.SequenceEqual(publicArea.ComputeName()))
            return null;

        // Step 5: signed with the attestation identity key; §8.3.1; the model named in the certificate, if any. Step 6.
        using var certificate = path.ReadLeaf();
        return certificate.HasSigned(algorithm, certifyInfoBytes, signature)
            && TpmCertificateRule.Allows(certificate)
            && certificate.IsForModel(evidence.Credential.Aaguid)
                ? new(Format, AttestationType.Certified, path)
                : null;
    }

    private static HashAlgorithmName? HashOf(int algorithm) => algorithm switch
    {
        -7 or -37 or -257 => HashAlgorithmName.SHA256,
        -35 or -38 or -258 => HashAlgorithmName.SHA384,
        -36 or -39 or -259 => HashAlgorithmName.SHA512,
        _ => null,
    };
}
