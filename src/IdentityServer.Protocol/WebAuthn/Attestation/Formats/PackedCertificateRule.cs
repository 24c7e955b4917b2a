using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.2.1, "Certificate Requirements for Packed Attestation Statements".</summary>
internal static class PackedCertificateRule
{
    private const string CountryName = "2.5.4.6";
    private const string OrganizationName = "2.5.4.10";
    private const string OrganizationalUnitName = "2.5.4.11";
    private const string CommonName = "2.5.4.3";

    public static bool Allows(X509Certificate2 certificate)
    {
        var subject = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements)
            .ToLookup(name => name.GetSingleElementType().Value!, name => name.GetSingleElementValue());

        return certificate.IsVersion3EndEntity()
            && subject[CountryName].ToList() is [{ Length: 2 }]
            && subject[OrganizationName].ToList() is [{ Length: > 0 }]
            && subject[OrganizationalUnitName].ToList() is ["Authenticator Attestation"]
            && subject[CommonName].ToList() is [{ Length: > 0 }];
    }
}
