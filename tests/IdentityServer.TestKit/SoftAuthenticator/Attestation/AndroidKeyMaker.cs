using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>Android Keystore statements, WebAuthn L3 §8.4: the keystore certifies the credential's own key.</summary>
internal sealed record AndroidKeyMaker(SoftAuthority Authority)
{
    public Func<byte[], byte[]> Challenge { get; init; } = challenge => challenge;
    public Func<byte[], byte[]> SignedBytes { get; init; } = bytes => bytes;
    public Func<CertificateDraft, CertificateDraft> Certificate { get; init; } = draft => draft;
    public Func<byte[], byte[]> Leaf { get; init; } = der => der;
    public Func<byte[], byte[]> Description { get; init; } = der => der;
    public Action<AsnWriter> SoftwareEnforced { get; init; } = _ => { };
    public Action<AsnWriter> HardwareEnforced { get; init; } = Good;

    /// <summary>Signs in the credential's place, with a key of the certificate's own.</summary>
    public SoftKey? OtherKey { get; init; }

    public static void Good(AsnWriter list)
    {
        Purpose(list, 2);
        Origin(list, 0);
    }

    public static void Purpose(AsnWriter list, params int[] purposes)
    {
        using (list.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
        using (list.PushSetOf())
            foreach (var purpose in purposes)
                list.WriteInteger(purpose);
    }

    public static void Origin(AsnWriter list, int origin)
    {
        using (list.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 702)))
            list.WriteInteger(origin);
    }

    public static void AllApplications(AsnWriter list)
    {
        using (list.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 600)))
            list.WriteNull();
    }

    public (string Format, byte[] Statement) Write(SoftKey key, byte[] authenticatorData, byte[] clientDataHash)
    {
        var signer = OtherKey ?? key;
        var leaf = Leaf(Authority.Sign(Certificate(new CertificateDraft(signer.CertificateKey).With(KeyDescription(Challenge(clientDataHash))))));
        return ("android-key", StatementMap.Write(
            ("alg", signer.Algorithm),
            ("sig", signer.Sign(SignedBytes([.. authenticatorData, .. clientDataHash]))),
            ("x5c", new List<byte[]> { leaf })));
    }

    private X509Extension KeyDescription(byte[] challenge)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(300);
            writer.WriteEnumeratedValue(SecurityLevel.TrustedEnvironment);
            writer.WriteInteger(300);
            writer.WriteEnumeratedValue(SecurityLevel.TrustedEnvironment);
            writer.WriteOctetString(challenge);
            writer.WriteOctetString([]);
            using (writer.PushSequence())
                SoftwareEnforced(writer);
            using (writer.PushSequence())
                HardwareEnforced(writer);
        }

        return new("1.3.6.1.4.1.11129.2.1.17", Description(writer.Encode()), critical: false);
    }

    private enum SecurityLevel
    {
        Software = 0,
        TrustedEnvironment = 1,
    }
}
