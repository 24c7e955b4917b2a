using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.2: one bent thing per step.</summary>
internal sealed class PackedAttestationTests
{
    private static readonly Guid OtherModel = new("00000000-0000-0000-0000-000000000001");

    private sealed record Bend(string Step, Func<PackedMaker, PackedMaker> How)
    {
        public override string ToString() => Step;
    }

    private static readonly Bend[] Certified =
    [
        new("2.1 another signature", maker => maker with { SignedBytes = Changed }),
        new("2.1 an algorithm that is not the key's", maker => maker with { Algorithm = -257 }),
        new("2.1 an algorithm of another curve", maker => maker with { Algorithm = -35 }),
        new("2.1 an algorithm we do not know", maker => maker with { Algorithm = -65535 }),
        new("2.2 no country", Subject("CN=Soft, OU=Authenticator Attestation, O=Tests")),
        new("2.2 a country of three letters", Subject("CN=Soft, OU=Authenticator Attestation, O=Tests, OID.2.5.4.6=AAA")),
        new("2.2 no organization", Subject("CN=Soft, OU=Authenticator Attestation, C=AA")),
        new("2.2 no organizational unit", Subject("CN=Soft, O=Tests, C=AA")),
        new("2.2 another organizational unit", Subject("CN=Soft, OU=authenticator attestation, O=Tests, C=AA")),
        new("2.2 two organizational units", Subject("CN=Soft, OU=Authenticator Attestation, OU=Other, O=Tests, C=AA")),
        new("2.2 an empty organization", Subject("CN=Soft, OU=Authenticator Attestation, O=\"\", C=AA")),
        new("2.2 an empty common name", Subject("CN=\"\", OU=Authenticator Attestation, O=Tests, C=AA")),
        new("2.2 no common name", Subject("OU=Authenticator Attestation, O=Tests, C=AA")),
        new("2.2 an authority", Draft(draft => draft with { Extensions = [CertificateDraft.Authority] })),
        new("2.2 no word on being an authority", Draft(draft => draft with { Extensions = [] })),
        new("2.2 twice a word on being an authority", maker => maker with { Leaf = der => CertificateSurgery.WithExtensionsTwice(der, maker.Authority!) }),
        new("2.3 another model", Draft(draft => draft.With(CertificateDraft.Model(OtherModel)))),
        new("2.3 the model is critical", Draft(draft => draft.With(CertificateDraft.Model(Model, critical: true)))),
        new("2.3 the model is no model", Draft(draft => draft.With(new X509Extension("1.3.6.1.4.1.45724.1.1.4", [4, 1, 0], critical: false)))),
        new("2.3 the model goes on", Draft(draft => draft.With(new X509Extension("1.3.6.1.4.1.45724.1.1.4", [4, 16, .. Model.ToByteArray(bigEndian: true), 0], critical: false)))),
        new("x5c a certificate and more", maker => maker with { Leaf = der => [.. der, 0] }),
        new("x5c a certificate in text", maker => maker with { Leaf = Text }),
        new("x5c no certificate", maker => maker with { Leaf = _ => [] }),
        new("x5c too many certificates", maker => maker with { Intermediates = [.. Enumerable.Repeat(new byte[] { 0x30, 0 }, 8)] }),
    ];

    private static Guid Model => new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");

    [TestCase(-7), TestCase(-35), TestCase(-36), TestCase(-257), TestCase(-37)]
    public void A_statement_by_a_certificate_is_accepted(int algorithm)
    {
        using var scene = new AttestationScene();

        var statement = scene.Verify(new PackedMaker(scene.Authority) { KeyAlgorithm = algorithm }.Write);

        Assert.That(statement?.Type, Is.EqualTo(AttestationType.Certified));
        Assert.That(statement!.TrustPath, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_path_is_handed_on_whole()
    {
        using var scene = new AttestationScene();
        using var intermediate = new SoftAuthority("Between", scene.Authority);

        var statement = scene.Verify(new PackedMaker(intermediate) { Intermediates = [intermediate.Certificate] }.Write);

        Assert.That(statement!.TrustPath, Has.Count.EqualTo(2));
        Assert.That(statement.TrustPath[1].ToArray(), Is.EqualTo(intermediate.Certificate));
    }

    [Test]
    public void A_path_of_eight_is_long_enough_for_everybody()
    {
        using var scene = new AttestationScene();
        var seven = Enumerable.Repeat(scene.Authority.Certificate, 7).ToList();

        Assert.That(scene.Verify(new PackedMaker(scene.Authority) { Intermediates = seven }.Write)!.TrustPath, Has.Count.EqualTo(8));
    }

    [Test]
    public void Step_1_a_further_member_beside_a_good_statement_is_refused()
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify((key, data, hash) =>
        {
            var (format, statement) = new PackedMaker(scene.Authority).Write(key, data, hash);
            return (format, [0xa4, .. statement[1..], 0x63, (byte)'z', (byte)'z', (byte)'z', 0x00]);
        }), Is.Null);
    }

    [Test]
    public void A_certificate_for_this_model_is_accepted()
    {
        using var scene = new AttestationScene();
        var maker = new PackedMaker(scene.Authority) { Certificate = draft => draft.With(CertificateDraft.Model(scene.Aaguid)) };

        Assert.That(scene.Verify(maker.Write), Is.Not.Null);
    }

    [TestCase(-7), TestCase(-35), TestCase(-36), TestCase(-257), TestCase(-37), TestCase(-8)]
    public void A_statement_by_the_credential_itself_is_accepted(int algorithm)
    {
        using var scene = new AttestationScene(algorithm);

        var statement = scene.Verify(new PackedMaker().Write);

        Assert.That(statement?.Type, Is.EqualTo(AttestationType.Self));
        Assert.That(statement!.TrustPath, Is.Empty);
    }

    [TestCaseSource(nameof(Certified))]
    public void A_bent_certified_statement_is_refused(object bend)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(((Bend)bend).How(new PackedMaker(scene.Authority)).Write), Is.Null);
    }

    [Test]
    public void A_certificate_before_version_3_is_refused()
    {
        using var scene = new AttestationScene();
        var authority = scene.Authority;

        Assert.That(scene.Verify(new PackedMaker(authority) { Leaf = der => CertificateSurgery.WithoutVersion(der, authority) }.Write), Is.Null);
        Assert.That(scene.Verify(new PackedMaker(authority) { Leaf = der => CertificateSurgery.Resigned(der, authority) }.Write), Is.Not.Null, "the surgery itself does no harm");
    }

    [Test]
    public void Self_attestation_with_another_algorithm_or_signature_is_refused()
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(new PackedMaker { Algorithm = -35 }.Write), Is.Null);
        Assert.That(scene.Verify(new PackedMaker { SignedBytes = Changed }.Write), Is.Null);
    }

    [TestCase("a0", TestName = "Step_1_an_empty_statement_is_refused")]
    [TestCase("a163616c6726", TestName = "Step_1_a_statement_without_signature_is_refused")]
    [TestCase("a263616c6761786373696740", TestName = "Step_1_an_algorithm_in_letters_is_refused")]
    [TestCase("a363616c6726637369674063783563f6", TestName = "Step_1_a_null_path_is_refused")]
    [TestCase("a363616c672663736967406378356380", TestName = "Step_1_an_empty_path_is_refused")]
    [TestCase("a363616c67266373696740637a7a7a00", TestName = "Step_1_another_third_member_is_refused")]
    [TestCase("80", TestName = "Step_1_a_list_is_refused")]
    public void A_statement_of_another_shape_is_refused(string statement)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(AttestationStatements.Fixed("packed", Convert.FromHexString(statement))), Is.Null);
    }

    private static Func<PackedMaker, PackedMaker> Subject(string name) => Draft(draft => draft with { Subject = new(name) });

    private static Func<PackedMaker, PackedMaker> Draft(Func<CertificateDraft, CertificateDraft> bend) => maker => maker with { Certificate = bend };

    private static byte[] Changed(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];

    private static byte[] Text(byte[] der) => Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", der));
}
