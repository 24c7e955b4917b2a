using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.8: one bent thing per step.</summary>
internal sealed class AppleAttestationTests
{
    private const string NonceExtension = "1.2.840.113635.100.8.2";

    private sealed record Bend(string Step, Func<AppleMaker, AppleMaker> How)
    {
        public override string ToString() => Step;
    }

    private static readonly Bend[] Table =
    [
        new("4 another nonce", maker => maker with { Nonce = nonce => [.. nonce[..^1], (byte)(nonce[^1] ^ 1)] }),
        new("4 a shorter nonce", maker => maker with { Nonce = nonce => nonce[..^1] }),
        new("4 an empty nonce", maker => maker with { Nonce = _ => [] }),
        new("4 no nonce", maker => maker with { Certificate = draft => draft with { Extensions = [CertificateDraft.EndEntity] } }),
        new("4 two nonces", maker => maker with { Leaf = der => CertificateSurgery.WithExtensionsTwice(der, maker.Authority) }),
        new("4 a nonce without its tag", Raw([0x30, 0x02, 0x04, 0x00])),
        new("4 a nonce under another tag", Raw([0x30, 0x04, 0xa2, 0x02, 0x04, 0x00])),
        new("4 a nonce that goes on", Nonce(nonce => [0x30, 0x26, 0xa1, 0x24, 0x04, 0x20, .. nonce, 0x05, 0x00])),
        new("4 a nonce beside something", Nonce(nonce => [0x30, 0x26, 0xa1, 0x22, 0x04, 0x20, .. nonce, 0x05, 0x00])),
        new("4 a nonce before something", Nonce(nonce => [0x30, 0x24, 0xa1, 0x22, 0x04, 0x20, .. nonce, 0x05, 0x00])),
        new("4 something that is not ASN.1", Raw([0xff])),
        new("5 another key", maker => maker with { Certificate = draft => draft with { Key = OtherKey() } }),
    ];

    [TestCase(-7), TestCase(-35), TestCase(-257)]
    public void A_good_statement_is_accepted(int algorithm)
    {
        using var scene = new AttestationScene(algorithm);

        Assert.That(scene.Verify(new AppleMaker(scene.Authority).Write)?.Type, Is.EqualTo(AttestationType.Certified));
    }

    [Test]
    public void The_nonce_written_by_hand_is_the_one_the_maker_writes()
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(Nonce(nonce => [0x30, 0x24, 0xa1, 0x22, 0x04, 0x20, .. nonce])(new(scene.Authority)).Write), Is.Not.Null);
    }

    [TestCaseSource(nameof(Table))]
    public void A_bent_statement_is_refused(object bend)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(((Bend)bend).How(new(scene.Authority)).Write), Is.Null);
    }

    [Test]
    public void Step_1_a_signature_is_not_expected()
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(AttestationStatements.Fixed("apple", StatementMap.Write(("sig", Array.Empty<byte>()), ("x5c", new List<byte[]> { scene.Authority.Certificate })))), Is.Null);
    }

    [Test]
    public void Step_5_a_certificate_cannot_hold_the_key_of_another_kind_of_credential()
    {
        using var scene = new AttestationScene(-8);
        using var other = SoftKey.Create(-7);

        Assert.That(scene.Verify((_, data, hash) => new AppleMaker(scene.Authority).Write(other, data, hash)), Is.Null);
    }

    private static Func<AppleMaker, AppleMaker> Nonce(Func<byte[], byte[]> encode)
    {
        var encoded = Array.Empty<byte>();
        return maker => maker with
        {
            Nonce = nonce =>
            {
                encoded = encode(nonce);
                return nonce;
            },
            Certificate = draft => draft with { Extensions = [CertificateDraft.EndEntity, new X509Extension(NonceExtension, encoded, critical: false)] },
        };
    }

    private static Func<AppleMaker, AppleMaker> Raw(byte[] content) => maker => maker with
    {
        Certificate = draft => draft with { Extensions = [CertificateDraft.EndEntity, new X509Extension(NonceExtension, content, critical: false)] },
    };

    private static PublicKey OtherKey()
    {
        using var other = SoftKey.Create(-7);
        return other.CertificateKey;
    }
}
