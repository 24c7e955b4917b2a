using System.Formats.Asn1;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>Makes certificates that no library would make.</summary>
internal static class CertificateSurgery
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3, isConstructed: true);

    public static byte[] Resigned(byte[] certificate, SoftAuthority authority) => Rewrite(certificate, authority, part => [part]);

    /// <summary>A missing version means version 1.</summary>
    public static byte[] WithoutVersion(byte[] certificate, SoftAuthority authority) =>
        Rewrite(certificate, authority, part => TagOf(part).HasSameClassAndValue(Version) ? [] : [part]);

    /// <summary>Every extension is there twice.</summary>
    public static byte[] WithExtensionsTwice(byte[] certificate, SoftAuthority authority) =>
        Rewrite(certificate, authority, part => TagOf(part).HasSameClassAndValue(Extensions) ? [Twice(part)] : [part]);

    private static byte[] Rewrite(byte[] certificate, SoftAuthority authority, Func<byte[], IEnumerable<byte[]>> rewrite)
    {
        var outer = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        var signed = outer.ReadSequence();
        var algorithm = outer.ReadEncodedValue();

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            while (signed.HasData)
                foreach (var part in rewrite(signed.ReadEncodedValue().ToArray()))
                    writer.WriteEncodedValue(part);
        var rewritten = writer.Encode();

        writer.Reset();
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(rewritten);
            writer.WriteEncodedValue(algorithm.Span);
            writer.WriteBitString(authority.SignData(rewritten));
        }

        return writer.Encode();
    }

    private static byte[] Twice(byte[] extensions)
    {
        var list = new AsnReader(extensions, AsnEncodingRules.DER).ReadSequence(Extensions).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence(Extensions))
        using (writer.PushSequence())
            while (list.HasData)
            {
                var extension = list.ReadEncodedValue().Span;
                writer.WriteEncodedValue(extension);
                writer.WriteEncodedValue(extension);
            }

        return writer.Encode();
    }

    private static Asn1Tag TagOf(byte[] encoded) => Asn1Tag.Decode(encoded, out _);
}
