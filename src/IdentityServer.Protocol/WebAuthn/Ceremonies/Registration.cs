using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §7.1, "Registering a New Credential". Steps 1 to 4 happen in the browser.</summary>
internal static class Registration
{
    private const int ShortestCredentialId = 16;
    private const int LongestCredentialId = 1023;

    public static RegistrationOutcome Verify(
        RegistrationCeremony ceremony, RegistrationResponse response, RegistrationPolicy policy, DateTimeOffset now)
    {
        if (now >= ceremony.ExpiresAt)
            return PasskeyRefusal.ChallengeExpired;

        // Steps 5 and 6
        if (!ClientData.TryParse(response.ClientDataJson, out var client))
            return PasskeyRefusal.Malformed;

        // Steps 7 to 11
        if (ClientDataRule.Check(client, ClientDataRule.Create, ceremony) is { } clientRefusal)
            return clientRefusal;

        // Step 12
        var hash = SHA256.HashData(response.ClientDataJson);

        // Step 13. A credential is what this is about; its id is said in three places.
        if (!AttestationObject.TryParse(response.AttestationObject, out var attestation)
            || attestation.AuthenticatorData is not { Credential: { } credential } data
            || !credential.CredentialId.Span.SequenceEqual(response.CredentialId))
            return PasskeyRefusal.Malformed;

        // Steps 14 to 17. Steps 18 and 19, what to make of the backup flags, are the caller's.
        if (AuthenticatorDataRule.Check(data, ceremony) is { } dataRefusal)
            return dataRefusal;

        // Step 20
        if (!ceremony.Algorithms.Contains(credential.PublicKey.Algorithm) || policy.Algorithms.For(credential.PublicKey) is not { } algorithm)
            return PasskeyRefusal.AlgNotAllowed;

        // The specification takes it for granted that the key is one.
        if (!IsUsable(credential.PublicKey, algorithm))
            return PasskeyRefusal.Malformed;

        // Step 21. Extensions that nobody asked for are tolerated; an answer that breaks what was demanded is not.
        if (ceremony.ResidentKey is ResidentKey.Required && response.Discoverable is false)
            return PasskeyRefusal.ExtensionRejected;

        // Steps 22 to 25
        var evidence = new AttestationEvidence(attestation.Format, attestation.Statement, data, hash);
        if (!AttestationVerification.TryVerify(evidence, policy.Attestation, now, out var statement))
            return PasskeyRefusal.AttestationRejected;

        // Step 26, and §4: an id carries at least 100 bits of randomness, which nobody fits into less than 16 bytes.
        if (credential.CredentialId.Length > LongestCredentialId)
            return PasskeyRefusal.CredTooLong;
        if (credential.CredentialId.Length < ShortestCredentialId)
            return PasskeyRefusal.Malformed;

        // Step 27, "not yet registered for any user", is for the database's unique index: only it can know in time.
        // Step 28
        return new RegistrationOutcome.Accepted(new()
        {
            Id = response.CredentialId,
            PublicKey = credential.PublicKey.Encoded.ToArray(),
            Algorithm = algorithm.Id,
            Counter = data.Counter,
            UserVerified = data.UserVerified,
            BackupEligible = data.BackupEligible,
            BackedUp = data.BackedUp,
            Aaguid = credential.Aaguid,
            Transports = response.Transports,
            Attachment = response.Attachment,
            Discoverable = response.Discoverable,
            Attestation = statement,
        });
    }

    private static bool IsUsable(CoseKey key, CoseAlgorithm algorithm)
    {
        var usable = Untrusted.TryRead(key, algorithm.Import, out var imported);
        imported?.Dispose();
        return usable;
    }
}
