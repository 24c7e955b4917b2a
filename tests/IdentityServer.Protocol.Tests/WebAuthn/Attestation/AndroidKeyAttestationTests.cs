using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.4: one bent thing per step.</summary>
internal sealed class AndroidKeyAttestationTests
{
    private static readonly SoftKey Other = SoftKey.Create(-7);

    private sealed record Bend(string Step, Func<AndroidKeyMaker, AndroidKeyMaker> How)
    {
        public override string ToString() => Step;
    }

    private static readonly Bend[] Table =
    [
        new("2 another signature", maker => maker with { SignedBytes = bytes => [.. bytes, 0] }),
        new("3 a key of its own", maker => maker with { OtherKey = Other }),
        new("4 another challenge", maker => maker with { Challenge = challenge => [.. challenge[..^1], (byte)(challenge[^1] ^ 1)] }),
        new("4 an empty challenge", maker => maker with { Challenge = _ => [] }),
        new("4 no description", maker => maker with { Certificate = draft => draft with { Extensions = [CertificateDraft.EndEntity] } }),
        new("4 two descriptions", maker => maker with { Leaf = der => CertificateSurgery.WithExtensionsTwice(der, maker.Authority) }),
        new("4 a description that is not ASN.1", Description([0xff])),
        new("4 an empty description", Description([0x30, 0x00])),
        new("4 a description that goes on", maker => maker with { Description = description => [.. description, 0x05, 0x00] }),
        new("4 a description with a ninth member", maker => maker with { Description = WithNinth }),
        new("5 nothing is enforced", maker => maker with { HardwareEnforced = _ => { } }),
        new("5 only software enforces", maker => maker with { SoftwareEnforced = AndroidKeyMaker.Good, HardwareEnforced = _ => { } }),
        new("5 every app may use it, says hardware", Hardware(list => { AndroidKeyMaker.Good(list); AndroidKeyMaker.AllApplications(list); })),
        new("5 every app may use it, says software", maker => maker with { SoftwareEnforced = AndroidKeyMaker.AllApplications }),
        new("5 imported", Hardware(list => { AndroidKeyMaker.Purpose(list, 2); AndroidKeyMaker.Origin(list, 2); })),
        new("5 of unknown origin", Hardware(list => AndroidKeyMaker.Purpose(list, 2))),
        new("5 without purpose", Hardware(list => AndroidKeyMaker.Origin(list, 0))),
        new("5 for nothing", Hardware(list => { AndroidKeyMaker.Purpose(list); AndroidKeyMaker.Origin(list, 0); })),
        new("5 for decrypting too", Hardware(list => { AndroidKeyMaker.Purpose(list, 1, 2); AndroidKeyMaker.Origin(list, 0); })),
        new("5 for decrypting", Hardware(list => { AndroidKeyMaker.Purpose(list, 1); AndroidKeyMaker.Origin(list, 0); })),
        new("5 a purpose beyond numbers", Hardware(list => Tagged(list, 1, [0x31, 0x07, 0x02, 0x05, 1, 2, 3, 4, 5]))),
        new("5 an origin beyond numbers", Hardware(list => Tagged(list, 702, [0x02, 0x05, 1, 2, 3, 4, 5]))),
        new("5 an origin and more", Hardware(list => Tagged(list, 702, [0x02, 0x01, 0x00, 0x02, 0x01, 0x00]))),
        new("5 purposes and more", Hardware(list => { AndroidKeyMaker.Origin(list, 0); Tagged(list, 1, [0x31, 0x03, 0x02, 0x01, 0x02, 0x05, 0x00]); })),
        new("5 two origins", Hardware(list => { AndroidKeyMaker.Good(list); AndroidKeyMaker.Origin(list, 2); })),
        new("5 an authorization in disguise", Hardware(list => { AndroidKeyMaker.Good(list); list.WriteNull(); })),
    ];

    [OneTimeTearDown]
    public void Dispose() => Other.Dispose();

    [TestCase(-7), TestCase(-257)]
    public void A_good_statement_is_accepted(int algorithm)
    {
        using var scene = new AttestationScene(algorithm);

        Assert.That(scene.Verify(new AndroidKeyMaker(scene.Authority).Write)?.Type, Is.EqualTo(AttestationType.Certified));
    }

    [Test]
    public void Further_authorizations_are_of_no_interest()
    {
        using var scene = new AttestationScene();
        var maker = new AndroidKeyMaker(scene.Authority)
        {
            SoftwareEnforced = list => Tagged(list, 701, [0x02, 0x01, 0x05]),
            HardwareEnforced = list =>
            {
                AndroidKeyMaker.Good(list);
                Tagged(list, 503, [0x05, 0x00]);
            },
        };

        Assert.That(scene.Verify(maker.Write), Is.Not.Null);
    }

    [TestCaseSource(nameof(Table))]
    public void A_bent_statement_is_refused(object bend)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(((Bend)bend).How(new(scene.Authority)).Write), Is.Null);
    }

    private static Func<AndroidKeyMaker, AndroidKeyMaker> Hardware(Action<AsnWriter> list) => maker => maker with { HardwareEnforced = list };

    private static Func<AndroidKeyMaker, AndroidKeyMaker> Description(byte[] content) => maker => maker with
    {
        Certificate = draft => draft with { Extensions = [CertificateDraft.EndEntity, new X509Extension("1.3.6.1.4.1.11129.2.1.17", content, critical: false)] },
    };

    private static byte[] WithNinth(byte[] description)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            var members = new AsnReader(description, AsnEncodingRules.DER).ReadSequence();
            while (members.HasData)
                writer.WriteEncodedValue(members.ReadEncodedValue().Span);
            writer.WriteNull();
        }

        return writer.Encode();
    }

    private static void Tagged(AsnWriter list, int tag, byte[] content)
    {
        var reader = new AsnReader(content, AsnEncodingRules.BER);
        using (list.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag)))
            while (reader.HasData)
                list.WriteEncodedValue(reader.ReadEncodedValue().Span);
    }
}
