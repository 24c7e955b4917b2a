using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Ceremonies;

internal sealed class AssertionTests
{
    [Test]
    public void A_discoverable_passkey_signs_in_a_stranger()
    {
        using var scene = new Scene();

        var signals = Accept(scene.Verify(scene.Assertion()));

        Assert.Multiple(() =>
        {
            Assert.That(signals.CounterState, Is.EqualTo(CounterState.Zero));
            Assert.That(signals.UserVerified, Is.True);
            Assert.That(signals.BackedUp, Is.True);
            Assert.That(signals.BackupChange, Is.EqualTo(BackupChange.None));
            Assert.That(signals.Attachment, Is.EqualTo(AuthenticatorAttachment.Platform));
        });
    }

    [Test]
    public void A_security_key_that_keeps_no_account_signs_in_somebody_known()
    {
        var handle = RandomNumberGenerator.GetBytes(64);
        using var scene = new Scene(new SoftPasskey(Scene.RelyingPartyId, handle)
        {
            Resident = false,
            UserVerified = false,
            BackupEligible = false,
            BackedUp = false,
            Counts = true,
        });
        var ceremony = scene.AuthenticationCeremony with { UserHandle = handle, AllowedCredentials = [new([1, 2, 3], []), new(scene.Passkey.CredentialId, ["usb"])] };
        var record = scene.Record with { BackupEligible = false, BackedUp = false };

        var signals = Accept(scene.Verify(scene.Assertion() with { Attachment = "cross-platform" }, ceremony, record));

        Assert.That(signals.CounterState, Is.EqualTo(CounterState.Advanced));
        Assert.That(signals.Counter, Is.EqualTo(1));
        Assert.That(signals.UserVerified, Is.False);
        Assert.That(signals.Attachment, Is.EqualTo(AuthenticatorAttachment.CrossPlatform));
    }

    [Test]
    public void An_empty_user_handle_is_none()
    {
        using var scene = new Scene();
        var ceremony = scene.AuthenticationCeremony with { UserHandle = scene.Passkey.UserHandle };

        Assert.That(scene.Verify(scene.Assertion() with { UserHandle = [] }, ceremony), Is.InstanceOf<AssertionOutcome.Accepted>());
    }

    [TestCase(false, true, BackupChange.Gained)]
    [TestCase(true, false, BackupChange.Lost)]
    [TestCase(false, false, BackupChange.None)]
    public void A_change_of_the_backup_is_a_signal(bool before, bool after, BackupChange expected)
    {
        using var scene = new Scene();
        scene.Passkey.BackedUp = after;

        var signals = Accept(scene.Verify(scene.Assertion(), record: scene.Record with { BackedUp = before }));

        Assert.That(signals.BackupChange, Is.EqualTo(expected));
        Assert.That(signals.BackedUp, Is.EqualTo(after));
    }

    [TestCase(6u, 5u)]
    [TestCase(6u, 6u)]
    [TestCase(5u, 0u)]
    public void A_counter_that_did_not_advance_is_a_signal_and_not_a_verdict(uint stored, uint presented)
    {
        using var scene = new Scene();

        var signals = Accept(scene.Verify(scene.Assertion() with { Counter = presented }, record: scene.Record with { Counter = stored }));

        Assert.That(signals.CounterState, Is.EqualTo(CounterState.Anomaly));
        Assert.That(signals.Counter, Is.EqualTo(presented));
    }

    [TestCase(0)]
    [TestCase(300)]
    public void Extensions_of_any_honest_size_are_signed_along(int size)
    {
        using var scene = new Scene();
        byte[] extensions = [0xa1, 0x61, 0x78, 0x59, (byte)(size >> 8), (byte)size, .. new byte[size]];
        if (size < 256)
            extensions = [0xa1, 0x61, 0x78, 0x40];
        var draft = scene.Assertion();

        var outcome = scene.Verify(draft with { Extensions = extensions, Flags = (byte)(draft.Flags | SoftFlags.Extensions) });

        Assert.That(outcome, Is.InstanceOf<AssertionOutcome.Accepted>());
    }

    private static AssertionSignals Accept(AssertionOutcome outcome)
    {
        Assert.That(outcome, Is.InstanceOf<AssertionOutcome.Accepted>());
        return ((AssertionOutcome.Accepted)outcome).Signals;
    }
}
