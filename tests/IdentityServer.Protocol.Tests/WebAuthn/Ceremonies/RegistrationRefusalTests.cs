using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Ceremonies;

/// <summary>One bent thing per step of WebAuthn L3 §7.1, and the code it must give.</summary>
internal sealed class RegistrationRefusalTests
{
    private sealed record Bend(string Step, PasskeyRefusal Expected)
    {
        public Func<RegistrationDraft, RegistrationDraft> Draft { get; init; } = draft => draft;

        public Func<RegistrationCeremony, RegistrationCeremony> Ceremony { get; init; } = ceremony => ceremony;

        public AttestationPolicy Attestation { get; init; } = AttestationPolicy.NotWanted;
    }

    private static readonly AttestationPolicy Wanted = new(NoneAttestation.Only, (_, _, _) => true);

    private static readonly Bend[] Table =
    [
        new("before all: too late", PasskeyRefusal.ChallengeExpired) { Ceremony = ceremony => ceremony with { ExpiresAt = Scene.Now } },

        new("4 type of credential", PasskeyRefusal.Malformed) { Draft = draft => draft with { Type = "password" } },
        new("5 client data is not UTF-8", PasskeyRefusal.Malformed) { Draft = draft => draft with { ClientDataJson = [0xff, 0xfe] } },
        new("6 client data is not JSON", PasskeyRefusal.Malformed) { Draft = draft => draft with { ClientDataJson = "{"u8.ToArray() } },
        new("6 client data goes on after its end", PasskeyRefusal.Malformed) { Draft = draft => draft with { ClientDataJson = [.. draft.WriteClientData(), (byte)'1'] } },

        new("7 type of an assertion", PasskeyRefusal.TypeMismatch) { Draft = draft => draft with { Client = draft.Client with { Type = "webauthn.get" } } },
        new("7 type in other letters", PasskeyRefusal.TypeMismatch) { Draft = draft => draft with { Client = draft.Client with { Type = "Webauthn.create" } } },

        new("8 another challenge", PasskeyRefusal.ChallengeBinding) { Draft = draft => draft with { Client = draft.Client with { Challenge = new byte[32] } } },
        new("8 a shorter challenge", PasskeyRefusal.ChallengeBinding) { Draft = draft => draft with { Client = draft.Client with { Challenge = draft.Client.Challenge[..31] } } },
        new("8 no challenge", PasskeyRefusal.ChallengeBinding) { Draft = draft => draft with { Client = draft.Client with { Challenge = [] } } },

        new("9 another origin", PasskeyRefusal.OriginMismatch) { Draft = WithOrigin("https://id.example.evil") },
        new("9 another scheme", PasskeyRefusal.OriginMismatch) { Draft = WithOrigin("http://id.example") },
        new("9 another port", PasskeyRefusal.OriginMismatch) { Draft = WithOrigin("https://id.example:8443") },
        new("9 a sibling", PasskeyRefusal.OriginMismatch) { Draft = WithOrigin("https://www.id.example") },
        new("9 a trailing slash", PasskeyRefusal.OriginMismatch) { Draft = WithOrigin("https://id.example/") },
        new("9 other letters", PasskeyRefusal.OriginMismatch) { Draft = WithOrigin("https://ID.example") },
        new("9 nothing expected", PasskeyRefusal.OriginMismatch) { Ceremony = ceremony => ceremony with { Origins = [] } },

        new("10 framed", PasskeyRefusal.CrossOrigin) { Draft = draft => draft with { Client = draft.Client with { CrossOrigin = true } } },
        new("11 top without frame", PasskeyRefusal.TopOrigin) { Draft = draft => draft with { Client = draft.Client with { TopOrigin = Scene.Origin } } },
        new("11 top without frame, although expected", PasskeyRefusal.TopOrigin)
        {
            Draft = draft => draft with { Client = draft.Client with { TopOrigin = "https://shop.example" } },
            Ceremony = ceremony => ceremony with { EmbeddingOrigins = ["https://shop.example"] },
        },
        new("11 framed by a stranger", PasskeyRefusal.TopOrigin)
        {
            Draft = draft => draft with { Client = draft.Client with { CrossOrigin = true, TopOrigin = "https://evil.example" } },
            Ceremony = ceremony => ceremony with { EmbeddingOrigins = ["https://shop.example"] },
        },

        new("13 not CBOR", PasskeyRefusal.Malformed) { Draft = draft => draft with { AttestationObject = [0xff] } },
        new("13 goes on after its end", PasskeyRefusal.Malformed) { Draft = draft => draft with { AttestationObject = [.. draft.WriteAttestationObject(), 0x00] } },
        new("13 no attested credential", PasskeyRefusal.Malformed)
        {
            Draft = draft => draft with { AuthenticatorData = AuthenticatorDataBytes.Write(Scene.RelyingPartyId, SoftFlags.UserPresent, 0, [], []) },
        },
        new("13 flag says no credential, bytes do", PasskeyRefusal.Malformed) { Draft = draft => draft with { Flags = SoftFlags.UserPresent } },
        new("13 flag says extensions, bytes do not", PasskeyRefusal.Malformed) { Draft = draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.Extensions) } },
        new("13 extensions are no map", PasskeyRefusal.Malformed) { Draft = draft => draft with { Flags = (byte)(draft.Flags | SoftFlags.Extensions), Extensions = [0x01] } },
        new("13 id differs from rawId", PasskeyRefusal.Malformed) { Draft = draft => draft with { Id = new byte[32] } },
        new("13 rawId differs from id", PasskeyRefusal.Malformed) { Draft = draft => draft with { RawId = new byte[32] } },
        new("13 both differ from the attested id", PasskeyRefusal.Malformed) { Draft = draft => draft with { Id = new byte[32], RawId = new byte[32] } },

        new("14 another relying party", PasskeyRefusal.RpMismatch) { Draft = draft => draft with { RelyingPartyId = "other.example" } },
        new("15 nobody there", PasskeyRefusal.UpMissing) { Draft = draft => draft with { Flags = SoftFlags.AttestedCredential } },
        new("16 person not verified", PasskeyRefusal.UvRequired)
        {
            Draft = draft => draft with { Flags = SoftFlags.AttestedCredential | SoftFlags.UserPresent },
            Ceremony = ceremony => ceremony with { UserVerification = UserVerification.Required },
        },
        new("16 person not verified, conditional", PasskeyRefusal.UvRequired)
        {
            Draft = draft => draft with { Flags = SoftFlags.AttestedCredential },
            Ceremony = ceremony => ceremony with { UserVerification = UserVerification.Required, Conditional = true },
        },
        new("17 backed up but not eligible", PasskeyRefusal.BeBsInvalid)
        {
            Draft = draft => draft with { Flags = SoftFlags.AttestedCredential | SoftFlags.UserPresent | SoftFlags.BackedUp },
        },

        new("20 not offered", PasskeyRefusal.AlgNotAllowed) { Ceremony = ceremony => ceremony with { Algorithms = [CoseAlgorithms.RS256] } },
        new("20 unknown", PasskeyRefusal.AlgNotAllowed) { Draft = WithKey(kty: 2, alg: -47, crv: 1, 32), Ceremony = ceremony => ceremony with { Algorithms = [-47] } },
        new("20 ES256 on P-384", PasskeyRefusal.AlgNotAllowed) { Draft = WithKey(kty: 2, alg: -7, crv: 2, 48) },
        new("20 EC key labelled RS256", PasskeyRefusal.AlgNotAllowed)
        {
            Draft = WithKey(kty: 2, alg: -257, crv: 1, 32),
            Ceremony = ceremony => ceremony with { Algorithms = RegistrationCeremony.OfferedAlgorithms },
        },
        new("20 off the curve", PasskeyRefusal.Malformed) { Draft = WithKey(kty: 2, alg: -7, crv: 1, 32) },
        new("20 coordinates too long", PasskeyRefusal.Malformed) { Draft = WithKey(kty: 2, alg: -7, crv: 1, 33) },

        new("21 discoverable was demanded", PasskeyRefusal.ExtensionRejected)
        {
            Draft = draft => draft with { Discoverable = false },
            Ceremony = ceremony => ceremony with { ResidentKey = ResidentKey.Required },
        },

        new("23 none with a statement", PasskeyRefusal.AttestationRejected) { Draft = draft => draft with { Attestation = AttestationStatements.Fixed("none", 0xa1, 0x61, 0x78, 0x01) } },
        new("23 none that is no map", PasskeyRefusal.AttestationRejected) { Draft = draft => draft with { Attestation = AttestationStatements.Fixed("none", 0x80) } },
        new("23 unread format although wanted", PasskeyRefusal.AttestationRejected)
        {
            Draft = draft => draft with { Attestation = AttestationStatements.Fixed("nonsense", 0xa0) },
            Attestation = Wanted,
        },
        new("22 format in other letters although wanted", PasskeyRefusal.AttestationRejected)
        {
            Draft = draft => draft with { Attestation = AttestationStatements.Fixed("None", 0xa0) },
            Attestation = Wanted,
        },
        new("25 author not trusted", PasskeyRefusal.AttestationRejected) { Attestation = new(NoneAttestation.Only, (_, _, _) => false) },

        new("26 id too long", PasskeyRefusal.CredTooLong) { Draft = draft => draft with { CredentialId = new byte[1024] } },
        new("§4 id too short", PasskeyRefusal.Malformed) { Draft = draft => draft with { CredentialId = new byte[15] } },
        new("§4 no id", PasskeyRefusal.Malformed) { Draft = draft => draft with { CredentialId = [] } },
    ];

    private static IEnumerable<TestCaseData> Cases => Table.Select(bend => new TestCaseData(bend).SetArgDisplayNames(bend.Step));

    [TestCaseSource(nameof(Cases))]
    public void Bending_one_thing_gives_its_code(object row)
    {
        var bend = (Bend)row;
        using var scene = new Scene();

        var outcome = scene.Verify(
            bend.Draft(scene.Registration()),
            bend.Ceremony(scene.RegistrationCeremony),
            RegistrationPolicy.Open with { Attestation = bend.Attestation });

        Assert.That(outcome, Is.EqualTo((RegistrationOutcome)bend.Expected));
    }

    private static Func<RegistrationDraft, RegistrationDraft> WithOrigin(string origin) =>
        draft => draft with { Client = draft.Client with { Origin = origin } };

    private static Func<RegistrationDraft, RegistrationDraft> WithKey(int kty, int alg, int crv, int coordinateLength)
    {
        var coordinate = Enumerable.Repeat((byte)7, coordinateLength).ToArray();
        return draft => draft with { Cose = CoseMap.Write((1, kty), (3, alg), (-1, crv), (-2, coordinate), (-3, coordinate)) };
    }
}
