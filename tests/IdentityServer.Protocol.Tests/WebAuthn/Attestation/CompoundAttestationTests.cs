using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.TestKit.SoftAuthenticator;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.9.</summary>
internal sealed class CompoundAttestationTests
{
    [Test]
    public void Two_correct_parts_are_accepted_and_kept()
    {
        using var scene = new AttestationScene();

        var statement = scene.Verify(new CompoundMaker(new PackedMaker(scene.Authority).Write, new TpmMaker(scene.Authority).Write).Write);

        Assert.That(statement?.Type, Is.EqualTo(AttestationType.Certified));
        Assert.That(statement!.Parts.Select(part => part.Format), Is.EqualTo(new[] { "packed", "tpm" }));
    }

    [Test]
    public void Parts_that_only_vouch_for_themselves_are_no_more_than_that()
    {
        using var scene = new AttestationScene();

        var statement = scene.Verify(new CompoundMaker(new PackedMaker().Write, new PackedMaker().Write).Write);

        Assert.That(statement?.Type, Is.EqualTo(AttestationType.Self));
    }

    [Test]
    public void One_wrong_part_spoils_the_whole()
    {
        using var scene = new AttestationScene();
        var wrong = new PackedMaker { SignedBytes = bytes => [.. bytes, 0] };

        Assert.That(scene.Verify(new CompoundMaker(new PackedMaker(scene.Authority).Write, wrong.Write).Write), Is.Null);
    }

    [TestCase("none"), TestCase("compound"), TestCase("nonsense"), TestCase("PACKED")]
    public void A_part_in_a_format_that_is_no_part_is_refused(string format)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(new CompoundMaker(new PackedMaker().Write, AttestationStatements.Fixed(format, 0xa0)).Write), Is.Null);
    }

    [Test]
    public void Four_parts_are_not_too_many()
    {
        using var scene = new AttestationScene();
        AttestationWriter self = new PackedMaker().Write;

        Assert.That(scene.Verify(new CompoundMaker([.. Enumerable.Repeat(self, 4)]).Write)?.Parts, Has.Count.EqualTo(4));
    }

    [TestCase(0), TestCase(1), TestCase(5)]
    public void Too_few_or_too_many_parts_are_refused(int parts)
    {
        using var scene = new AttestationScene();
        AttestationWriter self = new PackedMaker().Write;

        Assert.That(scene.Verify(new CompoundMaker([.. Enumerable.Repeat(self, parts)]).Write), Is.Null);
    }

    [TestCase("a0", TestName = "A_map_is_no_compound_statement")]
    [TestCase("820000", TestName = "A_list_of_numbers_is_no_compound_statement")]
    public void A_statement_of_another_shape_is_refused(string statement)
    {
        using var scene = new AttestationScene();

        Assert.That(scene.Verify(AttestationStatements.Fixed("compound", Convert.FromHexString(statement))), Is.Null);
    }
}
