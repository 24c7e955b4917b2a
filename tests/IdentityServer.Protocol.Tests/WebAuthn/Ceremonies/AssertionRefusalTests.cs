using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Ceremonies;

/// <summary>One bent thing per step of WebAuthn L3 §7.2, and the code it must give.</summary>
internal sealed class AssertionRefusalTests
{
    private sealed record Bend(string Step, PasskeyRefusal Expected)
    {
        public Func<AssertionDraft, AssertionDraft> Draft { get; init; } = draft => draft;

        public Func<AuthenticationCeremony, AuthenticationCeremony> Ceremony { get; init; } = ceremony => ceremony;

        public Func<CredentialRecord, CredentialRecord> Record { get; init; } = record => record;
    }

    private static readonly Bend[] Table =
    [
        new("before all: too late", PasskeyRefusal.ChallengeExpired) { Ceremony = ceremony => ceremony with { ExpiresAt = Scene.Now } },
        new("before all: long ago", PasskeyRefusal.ChallengeExpired) { Ceremony = ceremony => ceremony with { ExpiresAt = Scene.Now.AddDays(-1) } },

        new("3 type of credential", PasskeyRefusal.Malformed) { Draft = draft => draft with { Type = "Public-Key" } },
        new("3 id differs from rawId", PasskeyRefusal.Malformed) { Draft = draft => draft with { Id = new byte[32] } },

        new("5 not offered", PasskeyRefusal.CredNotAllowed) { Ceremony = ceremony => ceremony with { AllowedCredentials = [new(new byte[32], [])] } },
        new("6 somebody else's record", PasskeyRefusal.CredUnknown) { Record = record => record with { Id = new byte[32] } },
        new("6 not this account's", PasskeyRefusal.CredNotAllowed) { Ceremony = ceremony => ceremony with { UserHandle = new byte[64] } },
        new("6 nobody named", PasskeyRefusal.UserHandleMissing) { Draft = draft => draft with { UserHandle = null } },
        new("6 nobody named by an empty name", PasskeyRefusal.UserHandleMissing) { Draft = draft => draft with { UserHandle = [] } },
        new("6 another account named", PasskeyRefusal.UserHandleMismatch) { Draft = draft => draft with { UserHandle = new byte[64] } },
        new("6 half an account named", PasskeyRefusal.UserHandleMismatch) { Draft = draft => draft with { UserHandle = draft.UserHandle![..32] } },
        new("6 another account named although known", PasskeyRefusal.UserHandleMismatch)
        {
            Draft = draft => draft with { UserHandle = new byte[64] },
            Ceremony = ceremony => ceremony with { AllowedCredentials = [] },
        },

        new("8 client data is not UTF-8", PasskeyRefusal.Malformed) { Draft = draft => draft with { ClientDataJson = [0xc0] } },
        new("9 client data is not JSON", PasskeyRefusal.Malformed) { Draft = draft => draft with { ClientDataJson = [] } },
        new("7 authenticator data too short", PasskeyRefusal.Malformed) { Draft = draft => draft with { AuthenticatorData = draft.WriteAuthenticatorData()[..36] } },
        new("7 authenticator data too long", PasskeyRefusal.Malformed) { Draft = draft => draft with { Extensions = [0xa0] } },
        new("7 introduces a credential", PasskeyRefusal.Malformed)
        {
            Draft = draft => draft with
            {
                Flags = (byte)(draft.Flags | SoftFlags.AttestedCredential),
                Credential = AuthenticatorDataBytes.Credential(Guid.Empty, draft.CredentialId, draft.Key.Cose),
            },
        },

        new("10 type of a registration", PasskeyRefusal.TypeMismatch) { Draft = draft => draft with { Client = draft.Client with { Type = "webauthn.create" } } },
        new("11 another challenge", PasskeyRefusal.ChallengeBinding) { Draft = draft => draft with { Client = draft.Client with { Challenge = new byte[32] } } },
        new("12 another origin", PasskeyRefusal.OriginMismatch) { Draft = draft => draft with { Client = draft.Client with { Origin = "https://evil.example" } } },
        new("13 framed", PasskeyRefusal.CrossOrigin) { Draft = draft => draft with { Client = draft.Client with { CrossOrigin = true } } },
        new("14 framed by a stranger", PasskeyRefusal.TopOrigin)
        {
            Draft = draft => draft with { Client = draft.Client with { CrossOrigin = true, TopOrigin = "https://evil.example" } },
            Ceremony = ceremony => ceremony with { EmbeddingOrigins = ["https://shop.example"] },
        },

        new("15 another relying party", PasskeyRefusal.RpMismatch) { Draft = draft => draft with { RelyingPartyId = "example" } },
        new("16 nobody there", PasskeyRefusal.UpMissing) { Draft = draft => draft with { Flags = SoftFlags.BackupEligible | SoftFlags.BackedUp } },
        new("17 person not verified", PasskeyRefusal.UvRequired)
        {
            Draft = draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.UserVerified) },
            Ceremony = ceremony => ceremony with { UserVerification = UserVerification.Required },
        },
        new("18 backed up but not eligible", PasskeyRefusal.BeBsInvalid) { Draft = draft => draft with { Flags = (byte)(draft.Flags & ~SoftFlags.BackupEligible) } },
        new("19 eligible no more", PasskeyRefusal.BeChanged) { Draft = draft => draft with { Flags = SoftFlags.UserPresent } },
        new("19 eligible now", PasskeyRefusal.BeChanged) { Record = record => record with { BackupEligible = false, BackedUp = false } },

        new("21 no signature", PasskeyRefusal.BadSignature) { Draft = draft => draft with { Signature = [] } },
        new("21 not a signature", PasskeyRefusal.BadSignature) { Draft = draft => draft with { Signature = new byte[70] } },
        new("21 signature goes on after its end", PasskeyRefusal.BadSignature) { Draft = draft => draft with { Signature = [.. draft.WriteSignature(), 0] } },
        new("21 signature of something else", PasskeyRefusal.BadSignature) { Draft = draft => draft with { Signature = draft.Key.Sign([1, 2, 3]) } },
        new("21 another key is stored", PasskeyRefusal.BadSignature) { Record = record => record with { PublicKey = StrangersKey() } },
        new("21 the stored key's algorithm is gone", PasskeyRefusal.AlgNotAllowed) { Record = record => record with { PublicKey = new byte[] { 0xa0 } } },
    ];

    private static IEnumerable<TestCaseData> Cases => Table.Select(bend => new TestCaseData(bend).SetArgDisplayNames(bend.Step));

    [TestCaseSource(nameof(Cases))]
    public void Bending_one_thing_gives_its_code(object row)
    {
        var bend = (Bend)row;
        using var scene = new Scene();

        var outcome = scene.Verify(bend.Draft(scene.Assertion()), bend.Ceremony(scene.AuthenticationCeremony), bend.Record(scene.Record));

        Assert.That(outcome, Is.EqualTo((AssertionOutcome)bend.Expected));
    }

    [Test]
    public void A_credential_that_is_not_stored_is_unknown()
    {
        using var scene = new Scene();

        var outcome = scene.VerifyAssertion(scene.Assertion().ToJson(), scene.AuthenticationCeremony, record: null);

        Assert.That(outcome, Is.EqualTo((AssertionOutcome)PasskeyRefusal.CredUnknown));
    }

    [Test]
    public void A_registration_cannot_serve_as_an_assertion()
    {
        using var scene = new Scene();

        var outcome = scene.VerifyAssertion(scene.Registration().ToJson(), scene.AuthenticationCeremony, scene.Record);

        Assert.That(outcome, Is.EqualTo((AssertionOutcome)PasskeyRefusal.Malformed));
    }

    private static byte[] StrangersKey()
    {
        using var key = SoftKey.Create(-7);
        return key.Cose;
    }
}
