using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Ceremonies;

internal sealed class RegistrationTests
{
    [TestCase(-7), TestCase(-8), TestCase(-35), TestCase(-36), TestCase(-37), TestCase(-38), TestCase(-39), TestCase(-257), TestCase(-258), TestCase(-259)]
    public void Every_algorithm_in_the_table_registers_and_signs_in(int algorithm)
    {
        using var scene = new Scene(algorithm);

        var registration = scene.Verify(scene.Registration());
        var assertion = scene.Verify(scene.Assertion());

        Assert.That(registration, Is.InstanceOf<RegistrationOutcome.Accepted>());
        Assert.That(((RegistrationOutcome.Accepted)registration).Credential.Algorithm, Is.EqualTo(algorithm));
        Assert.That(assertion, Is.InstanceOf<AssertionOutcome.Accepted>());
    }

    [Test]
    public void Everything_worth_storing_is_told()
    {
        using var scene = new Scene();

        var credential = Accept(scene, scene.Registration() with { Counter = 7 });

        Assert.Multiple(() =>
        {
            Assert.That(credential.Id, Is.EqualTo(scene.Passkey.CredentialId));
            Assert.That(credential.PublicKey, Is.EqualTo(scene.Passkey.Key.Cose));
            Assert.That(credential.Counter, Is.EqualTo(7));
            Assert.That(credential.UserVerified, Is.True);
            Assert.That(credential.BackupEligible, Is.True);
            Assert.That(credential.BackedUp, Is.True);
            Assert.That(credential.Aaguid, Is.EqualTo(scene.Passkey.Aaguid));
            Assert.That(credential.Transports, Is.EqualTo(new[] { "hybrid", "internal" }));
            Assert.That(credential.Attachment, Is.EqualTo(AuthenticatorAttachment.Platform));
            Assert.That(credential.Discoverable, Is.True);
            Assert.That(credential.Attestation.Type, Is.EqualTo(AttestationType.None));
        });
    }

    [Test]
    public void A_browser_that_does_not_say_whether_the_key_is_discoverable_leaves_it_open()
    {
        using var scene = new Scene();

        var credential = Accept(scene, scene.Registration() with { Discoverable = null, Attachment = null, Transports = [] });

        Assert.That(credential.Discoverable, Is.Null);
        Assert.That(credential.Attachment, Is.Null);
        Assert.That(credential.Transports, Is.Empty);
    }

    [Test]
    public void A_conditional_ceremony_needs_nobody_to_touch_anything()
    {
        using var scene = new Scene();
        var untouched = scene.Registration() with { Flags = SoftFlags.AttestedCredential };

        var outcome = scene.Verify(untouched, scene.RegistrationCeremony with { Conditional = true });

        Assert.That(outcome, Is.InstanceOf<RegistrationOutcome.Accepted>());
        Assert.That(((RegistrationOutcome.Accepted)outcome).Credential.UserVerified, Is.False);
    }

    [Test]
    public void Extensions_that_nobody_asked_for_are_tolerated()
    {
        using var scene = new Scene();
        var draft = scene.Registration();
        byte[] credProtect = [0xa1, 0x6b, .. "credProtect"u8, 0x02];

        var outcome = scene.Verify(draft with { Extensions = credProtect, Flags = (byte)(draft.Flags | SoftFlags.Extensions) });

        Assert.That(outcome, Is.InstanceOf<RegistrationOutcome.Accepted>());
    }

    [Test]
    public void Reserved_flags_are_ignored()
    {
        using var scene = new Scene();
        var draft = scene.Registration();

        Assert.That(scene.Verify(draft with { Flags = (byte)(draft.Flags | 0x22) }), Is.InstanceOf<RegistrationOutcome.Accepted>());
    }

    [Test]
    public void A_frame_on_an_expected_page_may_create()
    {
        using var scene = new Scene();
        var draft = scene.Registration();
        var framed = draft with { Client = draft.Client with { CrossOrigin = true, TopOrigin = "https://shop.example" } };

        var outcome = scene.Verify(framed, scene.RegistrationCeremony with { EmbeddingOrigins = ["https://shop.example"] });

        Assert.That(outcome, Is.InstanceOf<RegistrationOutcome.Accepted>());
    }

    [Test]
    public void A_related_origin_is_as_good_as_the_first()
    {
        using var scene = new Scene();
        var draft = scene.Registration();
        var related = draft with { Client = draft.Client with { Origin = "https://id.example.org" } };

        var outcome = scene.Verify(related, scene.RegistrationCeremony with { Origins = [Scene.Origin, "https://id.example.org"] });

        Assert.That(outcome, Is.InstanceOf<RegistrationOutcome.Accepted>());
    }

    [TestCase(16)]
    [TestCase(1023)]
    public void Credential_ids_may_be_as_short_and_as_long_as_the_specification_says(int length)
    {
        using var scene = new Scene();

        Assert.That(scene.Verify(scene.Registration() with { CredentialId = new byte[length] }), Is.InstanceOf<RegistrationOutcome.Accepted>());
    }

    private static NewCredential Accept(Scene scene, RegistrationDraft draft) =>
        ((RegistrationOutcome.Accepted)scene.Verify(draft)).Credential;
}
