using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.Tests.WebAuthn.Vectors;

internal sealed class SpecificationVectorTests
{
    private static readonly byte[] Handle = new byte[64];

    private static IEnumerable<TestCaseData> All => Named(SpecificationVector.All);

    private static IEnumerable<TestCaseData> Registrations => Named(SpecificationVector.All.Where(vector => vector.Registration is not null));

    [TestCaseSource(nameof(Registrations))]
    public void A_published_registration_is_accepted(object row)
    {
        var vector = (SpecificationVector)row;

        var outcome = Register(vector, CeremonyFor(vector));

        Assert.That(outcome, Is.InstanceOf<RegistrationOutcome.Accepted>());
        var credential = ((RegistrationOutcome.Accepted)outcome).Credential;
        Assert.That(Convert.ToHexStringLower(credential.PublicKey), Is.EqualTo(vector.Authentication.PublicKey));
        Assert.That(Convert.ToHexStringLower(credential.Id), Is.EqualTo(vector.Authentication.CredentialId));
        Assert.That(credential.BackupEligible, Is.EqualTo(vector.Authentication.BackupEligible));
        Assert.That(credential.Attestation.Type, Is.EqualTo(vector.Section == "16.3" ? AttestationType.Unread : AttestationType.None));
    }

    [TestCaseSource(nameof(All))]
    public void A_published_authentication_is_accepted(object row)
    {
        var vector = (SpecificationVector)row;

        Assert.That(Authenticate(vector, vector.Authentication), Is.InstanceOf<AssertionOutcome.Accepted>());
    }

    [Test]
    public void Frames_in_the_vectors_are_refused_where_nobody_expects_them()
    {
        var framed = SpecificationVector.All.Where(vector => vector.Framed).ToList();

        Assert.That(framed, Has.Count.EqualTo(2));
        Assert.That(
            framed.Select(vector => Register(vector, CeremonyFor(vector) with { EmbeddingOrigins = [] })),
            Is.All.EqualTo((RegistrationOutcome)PasskeyRefusal.CrossOrigin));
    }

    [TestCaseSource(nameof(All))]
    public void A_published_signature_fails_for_every_bit_that_is_turned(object row)
    {
        var vector = (SpecificationVector)row;
        var signature = Convert.FromHexString(vector.Authentication.Signature);

        // Every bit of the short ones; RSA is long and slow enough for every byte.
        var step = signature.Length > 200 ? 8 : 1;
        for (var bit = 0; bit < signature.Length * 8; bit += step)
        {
            var bent = (byte[])signature.Clone();
            bent[bit / 8] ^= (byte)(1 << (bit % 8));

            var outcome = Authenticate(vector, vector.Authentication with { Signature = Convert.ToHexString(bent) });

            Assert.That(outcome, Is.EqualTo((AssertionOutcome)PasskeyRefusal.BadSignature), $"bit {bit}");
        }
    }

    private static RegistrationCeremony CeremonyFor(SpecificationVector vector) => new()
    {
        Challenge = Convert.FromHexString(vector.Registration!.Challenge),
        ExpiresAt = Scene.Now.AddMinutes(1),
        RelyingPartyId = SpecificationVector.RelyingPartyId,
        Origins = [SpecificationVector.Origin],
        EmbeddingOrigins = vector.Framed ? [vector.TopOrigin ?? "https://any.example"] : [],
        UserVerification = UserVerification.Preferred,
    };

    private static RegistrationOutcome Register(SpecificationVector vector, RegistrationCeremony ceremony)
    {
        Assert.That(RegistrationResponse.TryParse(vector.Registration!.ToJson(vector.Authentication.CredentialId), out var response), Is.True);
        return Registration.Verify(ceremony, response!, RegistrationPolicy.Open, Scene.Now);
    }

    private static AssertionOutcome Authenticate(SpecificationVector vector, AuthenticationVector authentication)
    {
        using var keys = new CoseKeyCache(CoseAlgorithms.Standard);
        var ceremony = new AuthenticationCeremony
        {
            Challenge = Convert.FromHexString(authentication.Challenge),
            ExpiresAt = Scene.Now.AddMinutes(1),
            RelyingPartyId = SpecificationVector.RelyingPartyId,
            Origins = [SpecificationVector.Origin],
            EmbeddingOrigins = vector.Framed ? [vector.TopOrigin ?? "https://any.example"] : [],
            UserVerification = UserVerification.Preferred,
            UserHandle = Handle,
        };
        var record = new CredentialRecord
        {
            Id = Convert.FromHexString(authentication.CredentialId),
            PublicKey = Convert.FromHexString(authentication.PublicKey),
            UserHandle = Handle,
            Counter = 0,
            BackupEligible = authentication.BackupEligible,
            BackedUp = false,
        };

        Assert.That(AuthenticationResponse.TryParse(authentication.ToJson(), out var response), Is.True);
        return Assertion.Verify(ceremony, response!, record, keys, Scene.Now);
    }

    private static IEnumerable<TestCaseData> Named(IEnumerable<SpecificationVector> vectors) =>
        vectors.Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.ToString()));
}
