using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §7.2, "Verifying an Authentication Assertion". Steps 1 to 4 happen in the browser.</summary>
internal static class Assertion
{
    /// <param name="record">What is stored for the presented credential id; null when nothing is.</param>
    public static AssertionOutcome Verify(
        AuthenticationCeremony ceremony, AuthenticationResponse response, CredentialRecord? record, CoseKeyCache keys, DateTimeOffset now) =>
        AssertionContent.Read(ceremony, response, now, out var content) is { } refusal ? refusal : Verify(ceremony, content!, record, keys);

    /// <summary>What is left once <see cref="AssertionContent"/> has found the content in order: whose it is, and whether it was signed.</summary>
    public static AssertionOutcome Verify(AuthenticationCeremony ceremony, AssertionContent content, CredentialRecord? record, CoseKeyCache keys)
    {
        var (response, data) = content;

        // Steps 5 and 6
        if (CredentialRule.Check(ceremony, response, record) is { } credentialRefusal)
            return credentialRefusal;

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
