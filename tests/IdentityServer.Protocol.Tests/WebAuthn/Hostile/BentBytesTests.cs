using System.Text;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Hostile;

/// <summary>Every bit of good messages is turned once. Where it stands decides which code it must give.</summary>
internal sealed class BentBytesTests
{
    private const int KeyOffset = 37 + 16 + 2 + 32;

    private static PasskeyRefusal? Accepted => null;

    [Test]
    public void Every_bit_of_the_authenticator_data_of_an_assertion()
    {
        using var scene = new Scene();
        var draft = scene.Assertion();
        var signature = draft.WriteSignature();

        foreach (var (bent, position, bit) in EachBit(draft.WriteAuthenticatorData()))
        {
            var outcome = scene.Verify(draft with { AuthenticatorData = bent, Signature = signature });

            Assert.That(outcome, Is.EqualTo((AssertionOutcome)Expected(position, bit)), $"byte {position}, bit {bit}");
        }

        static PasskeyRefusal Expected(int position, int bit) => (position, 1 << bit) switch
        {
            ( < 32, _) => PasskeyRefusal.RpMismatch,
            (32, SoftFlags.UserPresent) => PasskeyRefusal.UpMissing,
            (32, SoftFlags.BackupEligible) => PasskeyRefusal.BeBsInvalid,
            (32, SoftFlags.AttestedCredential or SoftFlags.Extensions) => PasskeyRefusal.Malformed,
            _ => PasskeyRefusal.BadSignature,
        };
    }

    [Test]
    public void Every_bit_of_the_client_data_of_an_assertion()
    {
        using var scene = new Scene();
        var draft = scene.Assertion();
        var signature = draft.WriteSignature();
        var json = draft.WriteClientData();
        var text = Encoding.UTF8.GetString(json);

        foreach (var (bent, position, bit) in EachBit(json))
        {
            var outcome = scene.Verify(draft with { ClientDataJson = bent, Signature = signature });

            // Almost every turned bit can also break the JSON itself.
            Assert.That(
                outcome,
                Is.EqualTo((AssertionOutcome)PasskeyRefusal.Malformed).Or.EqualTo((AssertionOutcome)Expected(text, position)),
                $"byte {position}, bit {bit}");
        }

        static PasskeyRefusal Expected(string text, int position) =>
            Within(text, "webauthn.get", position) ? PasskeyRefusal.TypeMismatch
            : position >= text.IndexOf("challenge\":\"", StringComparison.Ordinal) + 12 && position < text.IndexOf("\",\"origin", StringComparison.Ordinal) ? PasskeyRefusal.ChallengeBinding
            : Within(text, Scene.Origin, position) ? PasskeyRefusal.OriginMismatch
            : PasskeyRefusal.BadSignature;
    }

    [TestCase(-7), TestCase(-8), TestCase(-257)]
    public void Every_bit_of_an_attestation_object(int algorithm)
    {
        using var scene = new Scene(algorithm);
        var draft = scene.Registration();
        var frameLength = draft.WriteAttestationObject().Length - draft.WriteAuthenticatorData().Length;

        foreach (var (bent, position, bit) in EachBit(draft.WriteAttestationObject()))
        {
            var outcome = scene.Verify(draft with { AttestationObject = bent });

            var allowed = position < frameLength ? OfTheFrame(position) : OfTheData(position - frameLength, bit);
            Assert.That(allowed, Does.Contain(outcome is RegistrationOutcome.Refused refused ? refused.Reason : Accepted), $"byte {position}, bit {bit}");
        }
    }

    // a3 63 f m t 64 n o n e 67 a t t S t m t a0 …
    private static PasskeyRefusal?[] OfTheFrame(int position) => position switch
    {
        // "none" becomes another format, which nobody wanted to know.
        >= 6 and <= 9 => [Accepted, PasskeyRefusal.Malformed],

        // Its empty map becomes another value.
        18 => [PasskeyRefusal.AttestationRejected, PasskeyRefusal.Malformed],
        _ => [PasskeyRefusal.Malformed],
    };

    private static PasskeyRefusal?[] OfTheData(int position, int bit) => (position, 1 << bit) switch
    {
        ( < 32, _) => [PasskeyRefusal.RpMismatch],
        (32, SoftFlags.UserPresent) => [PasskeyRefusal.UpMissing],
        (32, SoftFlags.BackupEligible) => [PasskeyRefusal.BeBsInvalid],
        (32, SoftFlags.AttestedCredential or SoftFlags.Extensions) => [PasskeyRefusal.Malformed],

        // Without attestation nobody vouches for the other flags, the counter and the AAGUID.
        ( < 37 + 16, _) => [Accepted],
        ( < KeyOffset, _) => [PasskeyRefusal.Malformed],

        // Nor for the key: another modulus, or another point that happens to lie on the curve, is another key.
        _ => [Accepted, PasskeyRefusal.Malformed, PasskeyRefusal.AlgNotAllowed],
    };

    [Test]
    public void Every_shorter_message_is_malformed()
    {
        using var scene = new Scene();
        var registration = scene.Registration();
        var assertion = scene.Assertion();
        var attestation = registration.WriteAttestationObject();
        var data = assertion.WriteAuthenticatorData();

        for (var length = 0; length < attestation.Length; length++)
            Assert.That(scene.Verify(registration with { AttestationObject = attestation[..length] }), Is.EqualTo((RegistrationOutcome)PasskeyRefusal.Malformed), $"{length}");
        for (var length = 0; length < data.Length; length++)
            Assert.That(scene.Verify(assertion with { AuthenticatorData = data[..length] }), Is.EqualTo((AssertionOutcome)PasskeyRefusal.Malformed), $"{length}");
    }

    private static bool Within(string text, string part, int position) =>
        position >= text.IndexOf(part, StringComparison.Ordinal) && position < text.IndexOf(part, StringComparison.Ordinal) + part.Length;

    private static IEnumerable<(byte[] Bent, int Position, int Bit)> EachBit(byte[] bytes)
    {
        for (var position = 0; position < bytes.Length; position++)
            for (var bit = 0; bit < 8; bit++)
            {
                var bent = (byte[])bytes.Clone();
                bent[position] ^= (byte)(1 << bit);
                yield return (bent, position, bit);
            }
    }
}
