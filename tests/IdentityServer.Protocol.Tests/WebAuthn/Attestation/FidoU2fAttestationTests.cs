using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.6: one bent thing per step.</summary>
internal sealed class FidoU2fAttestationTests
{
    private sealed record Bend(string Step, Func<FidoU2fMaker, FidoU2fMaker> How)
    {
        public override string ToString() => Step;
    }

    private static readonly Bend[] Table =
    [
        new("2 no certificate", maker => maker with { Path = _ => [] }),
        new("2 two certificates", maker => maker with { Path = path => [.. path, maker.Authority.Certificate] }),
        new("2 a certificate on another curve", maker => maker with { KeyAlgorithm = -35 }),
        new("2 a certificate with an RSA key", maker => maker with { KeyAlgorithm = -257 }),
        new("5 no leading zero", maker => maker with { SignedBytes = bytes => bytes[1..] }),
        new("5 another relying party", maker => maker with { SignedBytes = Changed(1) }),
        new("5 another hash of the client data", maker => maker with { SignedBytes = Changed(33) }),
        new("5 another credential", maker => maker with { SignedBytes = Changed(65) }),
        new("5 another key", maker => maker with { SignedBytes = Changed(100) }),
        new("5 trailing bytes", maker => maker with { SignedBytes = bytes => [.. bytes, 0] }),
    ];

    [Test]
    public void A_good_statement_is_accepted()
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(new FidoU2fMaker(scene.Authority).Write)?.Type, Is.EqualTo(AttestationType.Certified));
    }

    [TestCaseSource(nameof(Table))]
    public void A_bent_statement_is_refused(object bend)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(((Bend)bend).How(new(scene.Authority)).Write), Is.Null);
    }

    [TestCase(-35, TestName = "Step_4_a_credential_on_another_curve_is_refused")]
    [TestCase(-257, TestName = "Step_4_a_credential_with_an_RSA_key_is_refused")]
    public void A_credential_U2F_cannot_have_is_refused(int algorithm)
    {
        using var scene = new AttestationScene(algorithm);

        Assert.That(scene.Verify(new FidoU2fMaker(scene.Authority).Write), Is.Null);
    }

    [TestCase("a0", TestName = "Step_1_an_empty_U2F_statement_is_refused")]
    [TestCase("a16373696740", TestName = "Step_1_a_U2F_statement_without_path_is_refused")]
    [TestCase("a363616c6726637369674063783563814130", TestName = "Step_1_a_U2F_statement_with_an_algorithm_is_refused")]
    public void A_statement_of_another_shape_is_refused(string statement)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(AttestationStatements.Fixed("fido-u2f", Convert.FromHexString(statement))), Is.Null);
    }

    private static Func<byte[], byte[]> Changed(int at) => bytes =>
    {
        bytes[at] ^= 1;
        return bytes;
    };
}
