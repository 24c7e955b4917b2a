using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.3: one bent thing per step.</summary>
internal sealed class TpmAttestationTests
{
    private sealed record Bend(string Step, Func<TpmMaker, TpmMaker> How)
    {
        public override string ToString() => Step;
    }

    private static readonly Bend[] Table =
    [
        new("1 another version", maker => maker with { Version = "1.2" }),
        new("2 another key", Area(draft => draft with { Unique = Changed(draft.Unique) })),
        new("2 a key on another curve", Area(draft => draft with { Parameters = [.. draft.Parameters[..5], 0x04, .. draft.Parameters[6..]] })),
        new("2 a key on a curve we do not know", Area(draft => draft with { Parameters = [.. draft.Parameters[..5], 0x20, .. draft.Parameters[6..]] })),
        new("2 a key of another kind", Area(draft => draft with { Type = 0x0008 })),
        new("2 an RSA key", Area(draft => draft with { Type = 0x0001, Parameters = [0x00, 0x10, 0x08, 0x00, 0, 0, 0, 0], Unique = TpmBytes.Sized(new byte[256]) })),
        new("2 a key that decrypts", Area(draft => draft with { Symmetric = 0x0006 })),
        new("2 a scheme that does not sign", Area(draft => draft with { Parameters = [0x00, 0x15, .. draft.Parameters[2..]] })),
        new("2 a key derivation", Area(draft => draft with { Parameters = [.. draft.Parameters[..^2], 0x00, 0x20] })),
        new("2 a coordinate that is too long", Area(draft => draft with { Unique = [.. TpmBytes.Sized(new byte[33]), .. TpmBytes.Sized(new byte[32])] })),
        new("2 a public area that goes on", Area(draft => draft with { Trailing = [0] })),
        new("2 a public area that stops", Area(draft => draft with { Unique = draft.Unique[..^1] })),
        new("4 another magic", Info(draft => draft with { Magic = [0xff, 0x54, 0x43, 0x48] })),
        new("4 another type", Info(draft => draft with { Type = 0x8018 })),
        new("4 other extra data", Info(draft => draft with { ExtraData = Changed(draft.ExtraData) })),
        new("4 no extra data", Info(draft => draft with { ExtraData = [] })),
        new("4 another name", Info(draft => draft with { Name = Changed(draft.Name) })),
        new("4 no name", Info(draft => draft with { Name = [] })),
        new("4 a name without its algorithm", Info(draft => draft with { Name = draft.Name[2..] })),
        new("4 a name by SHA-1", Area(draft => draft with { NameAlgorithm = 0x0004 })),
        new("4 an attestation that goes on", Info(draft => draft with { Trailing = [0] })),
        new("5 another signature", maker => maker with { SignedBytes = Changed }),
        new("5 an algorithm that is not the key's", maker => maker with { Algorithm = -257 }),
        new("5 RS1, which is SHA-1", maker => maker with { Algorithm = -65535 }),
        new("5 an algorithm without a hash of its own", maker => maker with { Algorithm = -8 }),
        new("8.3.1 a subject", Certificate(draft => draft with { Subject = new("CN=TPM") })),
        new("8.3.1 an authority", Extensions(CertificateDraft.Authority, TpmMaker.AttestationIdentityKey, TpmName.Extension(TpmName.All))),
        new("8.3.1 no usage", Extensions(CertificateDraft.EndEntity, TpmName.Extension(TpmName.All))),
        new("8.3.1 another usage", Extensions(CertificateDraft.EndEntity, new X509EnhancedKeyUsageExtension([new Oid("2.23.133.8.1")], false), TpmName.Extension(TpmName.All))),
        new("8.3.1 no alternative name", Extensions(CertificateDraft.EndEntity, TpmMaker.AttestationIdentityKey)),
        new("8.3.1 no manufacturer", Extensions(CertificateDraft.EndEntity, TpmMaker.AttestationIdentityKey, TpmName.Extension([TpmName.Model, TpmName.Version]))),
        new("8.3.1 no model", Extensions(CertificateDraft.EndEntity, TpmMaker.AttestationIdentityKey, TpmName.Extension([TpmName.Manufacturer, TpmName.Version]))),
        new("8.3.1 no version", Extensions(CertificateDraft.EndEntity, TpmMaker.AttestationIdentityKey, TpmName.Extension([TpmName.Manufacturer, TpmName.Model]))),
        new("8.3.1 empty descriptions", Extensions(CertificateDraft.EndEntity, TpmMaker.AttestationIdentityKey, TpmName.Extension(TpmName.All, ""))),
        new("8.3.1 an alternative name that is not ASN.1", Extensions(CertificateDraft.EndEntity, TpmMaker.AttestationIdentityKey, new X509Extension("2.5.29.17", [0x01], false))),
        new("8.3.1 a certificate for another model", Certificate(draft => draft.With(CertificateDraft.Model(Guid.Empty)))),
    ];

    [TestCase(-7, 32), TestCase(-36, 66)]
    public void A_TPM_may_leave_out_leading_zeros(int algorithm, int length)
    {
        // A coordinate begins with a zero byte once in 256 keys, on P-521 in every other.
        while (true)
        {
            using var scene = new AttestationScene(algorithm);
            var shortened = false;
            var maker = new TpmMaker(scene.Authority)
            {
                PublicArea = draft =>
                {
                    var (x, y) = (draft.Unique[2..(2 + length)], draft.Unique[(4 + length)..]);
                    shortened = x[0] is 0;
                    return draft with { Unique = [.. TpmBytes.Sized([.. x.SkipWhile(digit => digit is 0)]), .. TpmBytes.Sized(y)] };
                },
            };

            Assert.That(scene.Verify(maker.Write), Is.Not.Null);
            if (shortened)
                return;
        }
    }

    [Test]
    public void Another_usage_beside_the_right_one_does_no_harm()
    {
        using var scene = new AttestationScene();
        var usages = new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.4.1.311.21.36"), new Oid("2.23.133.8.3")], false);

        Assert.That(scene.Verify(Extensions(CertificateDraft.EndEntity, usages, TpmName.Extension(TpmName.All))(new(scene.Authority)).Write), Is.Not.Null);
    }

    [TestCase(-7), TestCase(-35), TestCase(-36), TestCase(-257)]
    public void A_good_statement_is_accepted(int algorithm)
    {
        using var scene = new AttestationScene(algorithm);

        Assert.That(scene.Verify(new TpmMaker(scene.Authority).Write)?.Type, Is.EqualTo(AttestationType.Certified));
    }

    [TestCase(-257), TestCase(-37)]
    public void An_identity_key_of_RSA_is_accepted(int algorithm)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(new TpmMaker(scene.Authority) { KeyAlgorithm = algorithm }.Write), Is.Not.Null);
    }

    [TestCase(-35, "SHA384"), TestCase(-38, "SHA384"), TestCase(-258, "SHA384")]
    [TestCase(-36, "SHA512"), TestCase(-39, "SHA512"), TestCase(-259, "SHA512")]
    public void The_hash_of_the_attested_bytes_follows_the_algorithm(int algorithm, string hash)
    {
        using var scene = new AttestationScene();
        var maker = new TpmMaker(scene.Authority) { KeyAlgorithm = algorithm };

        Assert.That(scene.Verify(maker.Write), Is.Null, "SHA-256");
        Assert.That(scene.Verify((key, data, client) => (maker with
        {
            CertifyInfo = draft => draft with { ExtraData = CryptographicOperations.HashData(new HashAlgorithmName(hash), [.. data, .. client]) },
        }).Write(key, data, client)), Is.Not.Null);
    }

    [TestCase((ushort)0x000C, "SHA384"), TestCase((ushort)0x000D, "SHA512")]
    public void The_name_may_be_by_a_longer_hash(ushort identifier, string hash)
    {
        using var scene = new AttestationScene();
        var area = Array.Empty<byte>();
        var maker = new TpmMaker(scene.Authority)
        {
            PublicArea = draft =>
            {
                var named = draft with { NameAlgorithm = identifier };
                area = named.Write();
                return named;
            },
            CertifyInfo = draft => draft with { Name = [.. TpmBytes.UInt16(identifier), .. CryptographicOperations.HashData(new HashAlgorithmName(hash), area)] },
        };

        Assert.That(scene.Verify(maker.Write), Is.Not.Null);
    }

    [Test]
    public void A_TPM_may_spell_out_the_usual_exponent_and_its_scheme()
    {
        using var scene = new AttestationScene(-257);
        var maker = new TpmMaker(scene.Authority) { PublicArea = draft => draft with { Parameters = [0x00, 0x14, 0x00, 0x0B, 0x08, 0x00, 0, 1, 0, 1] } };

        Assert.That(scene.Verify(maker.Write), Is.Not.Null);
    }

    [Test]
    public void Another_exponent_is_another_key()
    {
        using var scene = new AttestationScene(-257);
        var maker = new TpmMaker(scene.Authority) { PublicArea = draft => draft with { Parameters = [0x00, 0x10, 0x08, 0x00, 0, 0, 0, 3] } };

        Assert.That(scene.Verify(maker.Write), Is.Null);
    }

    [TestCaseSource(nameof(Table))]
    public void A_bent_statement_is_refused(object bend)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(((Bend)bend).How(new(scene.Authority)).Write), Is.Null);
    }

    [Test]
    public void Step_1_a_statement_of_another_shape_is_refused()
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(AttestationStatements.Fixed("tpm", 0xa0)), Is.Null);
    }

    private static Func<TpmMaker, TpmMaker> Area(Func<TpmPublicAreaDraft, TpmPublicAreaDraft> bend) => maker => maker with { PublicArea = bend };

    private static Func<TpmMaker, TpmMaker> Info(Func<TpmCertifyInfoDraft, TpmCertifyInfoDraft> bend) => maker => maker with { CertifyInfo = bend };

    private static Func<TpmMaker, TpmMaker> Certificate(Func<CertificateDraft, CertificateDraft> bend) => maker => maker with { Certificate = bend };

    private static Func<TpmMaker, TpmMaker> Extensions(params X509Extension[] extensions) => Certificate(draft => draft with { Extensions = extensions });

    private static byte[] Changed(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];
}
