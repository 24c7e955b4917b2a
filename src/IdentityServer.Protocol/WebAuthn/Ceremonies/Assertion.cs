using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §7.2, "Verifying an Authentication Assertion". Steps 1 to 4 happen in the browser.</summary>
internal static class Assertion
{
    /// <param name="record">What is stored for the presented credential id; null when nothing is.</param>
    public static AssertionOutcome Verify(
        AuthenticationCeremony ceremony, AuthenticationResponse response, CredentialRecord? record, CoseKeyCache keys, DateTimeOffset now)
    {
        if (now >= ceremony.ExpiresAt)
            return PasskeyRefusal.ChallengeExpired;

        // Steps 5 and 6
        if (CredentialRule.Check(ceremony, response, record) is { } credentialRefusal)
            return credentialRefusal;

        // Steps 7 to 9. An assertion is not the place to introduce a credential (§6.1).
        if (!ClientData.TryParse(response.ClientDataJson, out var client)
            || !AuthenticatorData.TryParse(response.AuthenticatorData, out var data)
            || data.Credential is not null)
            return PasskeyRefusal.Malformed;

        // Steps 10 to 14
        if (ClientDataRule.Check(client, ClientDataRule.Get, ceremony) is { } clientRefusal)
            return clientRefusal;

        // Steps 15 to 18
        if (AuthenticatorDataRule.Check(data, ceremony) is { } dataRefusal)
            return dataRefusal;

        // Step 19: whether a credential can be backed up is decided at its birth.
        if (data.BackupEligible != record!.BackupEligible)
            return PasskeyRefusal.BeChanged;

        // Steps 20 and 21
        if (SignatureRule.Check(response, record, keys) is { } signatureRefusal)
            return signatureRefusal;

        // Step 22 as a signal, because a sentence for all clones and all races does not exist. Step 23: extensions that
        // nobody asked for are tolerated. Steps 24 and 25 are the caller's.
        return new AssertionOutcome.Accepted(new()
        {
            CounterState = CounterPolicy.Compare(record.Counter, data.Counter),
            Counter = data.Counter,
            UserVerified = data.UserVerified,
            BackupEligible = data.BackupEligible,
            BackedUp = data.BackedUp,
            BackupChange = (record.BackedUp, data.BackedUp) switch
            {
                (false, true) => BackupChange.Gained,
                (true, false) => BackupChange.Lost,
                _ => BackupChange.None,
            },
            Attachment = response.Attachment,
        });
    }
}
