using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn;

/// <summary>A relying party, a moment, and a person with one passkey.</summary>
internal sealed class Scene(SoftPasskey passkey) : IDisposable
{
    public Scene(int algorithm = CoseAlgorithms.ES256)
        : this(new SoftPasskey(RelyingPartyId, RandomNumberGenerator.GetBytes(64), algorithm))
    {
    }

    public const string RelyingPartyId = "id.example";
    public const string Origin = "https://id.example";

    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public byte[] Challenge { get; } = RandomNumberGenerator.GetBytes(32);

    public SoftPasskey Passkey => passkey;

    public CoseKeyCache Keys { get; } = new(CoseAlgorithms.Standard);

    public RegistrationCeremony RegistrationCeremony => new()
    {
        Challenge = Challenge,
        ExpiresAt = Now.AddMinutes(10),
        RelyingPartyId = RelyingPartyId,
        Origins = [Origin],
        UserVerification = UserVerification.Preferred,
        Algorithms = [passkey.Key.Algorithm],
    };

    public AuthenticationCeremony AuthenticationCeremony => new()
    {
        Challenge = Challenge,
        ExpiresAt = Now.AddMinutes(10),
        RelyingPartyId = RelyingPartyId,
        Origins = [Origin],
        UserVerification = UserVerification.Preferred,
    };

    public CredentialRecord Record => new()
    {
        Id = Passkey.CredentialId,
        PublicKey = Passkey.Key.Cose,
        UserHandle = Passkey.UserHandle,
        Counter = 0,
        BackupEligible = true,
        BackedUp = true,
    };

    public RegistrationDraft Registration() => Passkey.Register(Challenge, Origin);

    public AssertionDraft Assertion() => Passkey.Assert(Challenge, Origin);

    public RegistrationOutcome Verify(RegistrationDraft draft, RegistrationCeremony? ceremony = null, RegistrationPolicy? policy = null) =>
        VerifyRegistration(draft.ToJson(), ceremony, policy);

    public RegistrationOutcome VerifyRegistration(byte[] json, RegistrationCeremony? ceremony = null, RegistrationPolicy? policy = null) =>
        RegistrationResponse.TryParse(json, out var response)
            ? IdentityServer.Protocol.WebAuthn.Ceremonies.Registration.Verify(ceremony ?? RegistrationCeremony, response, policy ?? RegistrationPolicy.Open, Now)
            : PasskeyRefusal.Malformed;

    public AssertionOutcome Verify(AssertionDraft draft, AuthenticationCeremony? ceremony = null, CredentialRecord? record = null) =>
        VerifyAssertion(draft.ToJson(), ceremony, record ?? Record);

    public AssertionOutcome VerifyAssertion(byte[] json, AuthenticationCeremony? ceremony, CredentialRecord? record) =>
        AuthenticationResponse.TryParse(json, out var response)
            ? IdentityServer.Protocol.WebAuthn.Ceremonies.Assertion.Verify(ceremony ?? AuthenticationCeremony, response, record, Keys, Now)
            : PasskeyRefusal.Malformed;

    public void Dispose()
    {
        passkey.Dispose();
        Keys.Dispose();
    }
}
