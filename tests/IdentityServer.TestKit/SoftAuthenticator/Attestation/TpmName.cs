using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>The alternative name that says which TPM it is ("TPM 2.0 EK Profile" §3.2.9).</summary>
internal static class TpmName
{
    public const string Manufacturer = "2.23.133.2.1";
    public const string Model = "2.23.133.2.2";
    public const string Version = "2.23.133.2.3";

    public static readonly IReadOnlyList<string> All = [Manufacturer, Model, Version];

    public static X509Extension Extension(IEnumerable<string> attributes, string value = "id:00000000")
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteDnsName(writer, "before.test");
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
            using (writer.PushSequence())
                foreach (var attribute in attributes)
                    WriteRelativeName(writer, attribute, value);
            WriteDnsName(writer, "after.test");
        }

        return new("2.5.29.17", writer.Encode(), critical: true);
    }

    private static void WriteDnsName(AsnWriter writer, string name) =>
        writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));

    private static void WriteRelativeName(AsnWriter writer, string attribute, string value)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(attribute);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
        }
    }
}
