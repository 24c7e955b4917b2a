using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.3.1, "TPM Attestation Statement Certificate Requirements".</summary>
internal static class TpmCertificateRule
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string ExtendedKeyUsage = "2.5.29.37";
    private const string AttestationIdentityKey = "2.23.133.8.3";

    // "TPM 2.0 EK Profile" §3.2.9: who made the TPM, its model and its version
    private static readonly string[] DescribedBy = ["2.23.133.2.1", "2.23.133.2.2", "2.23.133.2.3"];

    private static readonly Asn1Tag DirectoryName = new(TagClass.ContextSpecific, 4, isConstructed: true);

    public static bool Allows(X509Certificate2 certificate) =>
        certificate.IsVersion3EndEntity()
        && !certificate.SubjectName.EnumerateRelativeDistinguishedNames().Any()
        && certificate.OnlyExtension(ExtendedKeyUsage) is X509EnhancedKeyUsageExtension usage
        && usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == AttestationIdentityKey)
        && certificate.OnlyExtension(SubjectAlternativeName) is { } alternative
        && DescribedBy.All(ReadDirectoryAttributes(alternative.RawData).Contains);

    private static HashSet<string> ReadDirectoryAttributes(ReadOnlyMemory<byte> generalNames)
    {
        var attributes = new HashSet<string>();
        var names = new AsnReader(generalNames, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (!names.PeekTag().HasSameClassAndValue(DirectoryName))
            {
                names.ReadEncodedValue();
                continue;
            }

            var relativeNames = names.ReadSequence(DirectoryName).ReadSequence();
            while (relativeNames.HasData)
                ReadRelativeName(relativeNames.ReadSetOf(skipSortOrderValidation: true), attributes);
        }

        return attributes;
    }

    // An attribute without a value says nothing, therefore does not count.
    private static void ReadRelativeName(AsnReader relativeName, HashSet<string> attributes)
    {
        while (relativeName.HasData)
        {
            var attribute = relativeName.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            if (attribute.ReadEncodedValue().Length > 2)
                attributes.Add(type);
        }
    }
}
