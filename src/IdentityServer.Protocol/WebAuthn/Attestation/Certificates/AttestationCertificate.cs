using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Certificates;

/// <summary>What every format asks of the certificate that signs its statement.</summary>
internal static class AttestationCertificate
{
    /// <summary>id-fido-gen-ce-aaguid, WebAuthn L3 §8.2.1.</summary>
    private const string AaguidExtension = "1.3.6.1.4.1.45724.1.1.4";

    private const string BasicConstraintsExtension = "2.5.29.19";

    private const int Version3 = 3;

    /// <summary>Exactly one certificate in DER. The loader alone would also take PEM.</summary>
    public static X509Certificate2 Read(ReadOnlyMemory<byte> der)
    {
        var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        if (certificate.RawDataMemory.Span.SequenceEqual(der.Span))
            return certificate;

        certificate.Dispose();
        throw new FormatException("not one certificate in DER");
    }

    extension(X509Certificate2 certificate)
    {
        /// <summary>RFC 5280 §4.2 allows one extension per kind; with two, readers would disagree on which one counts.</summary>
        public X509Extension? OnlyExtension(string oid) =>
            certificate.Extensions.Where(extension => extension.Oid?.Value == oid).ToList() switch
            {
                [] => null,
                [var only] => only,
                _ => throw new FormatException("an extension twice"),
            };

        /// <summary>Version 3, and Basic Constraints say that it is no authority.</summary>
        public bool IsVersion3EndEntity() =>
            certificate.Version == Version3
            && certificate.OnlyExtension(BasicConstraintsExtension) is X509BasicConstraintsExtension { CertificateAuthority: false };

        /// <summary>A certificate that names a model names this one, in an extension that is not critical.</summary>
        public bool IsForModel(Guid aaguid)
        {
            if (certificate.OnlyExtension(AaguidExtension) is not { } extension)
                return true;

            var named = AsnDecoder.ReadOctetString(extension.RawData, AsnEncodingRules.DER, out var consumed);
            return consumed == extension.RawData.Length
                && !extension.Critical
                && named.AsSpan().SequenceEqual(aaguid.ToByteArray(bigEndian: true));
        }

        /// <summary>The algorithm is the statement's claim; the table decides whether this key can be meant by it.</summary>
        public bool HasSigned(int algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            var key = certificate.ReadKey(algorithm);
            if (CoseAlgorithms.Standard.For(key) is not { } suite)
                return false;

            using var imported = suite.Import(key);
            return imported.Verify(data, signature);
        }
    }
}
