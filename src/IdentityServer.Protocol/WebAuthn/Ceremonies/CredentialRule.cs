using System.Security.Cryptography;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>Is this credential one that may answer, and whose is it (WebAuthn L3 §7.2 steps 5 and 6)?</summary>
internal static class CredentialRule
{
    public static PasskeyRefusal? Check(AuthenticationCeremony ceremony, AuthenticationResponse response, CredentialRecord? record)
    {
        // Step 5
        if (ceremony.AllowedCredentials is not [] && !ceremony.AllowedCredentials.Any(allowed => allowed.Id.AsSpan().SequenceEqual(response.CredentialId)))
            return PasskeyRefusal.CredNotAllowed;

        // Step 6
        if (record is null || !record.Id.AsSpan().SequenceEqual(response.CredentialId))
            return PasskeyRefusal.CredUnknown;

        // Step 6, the account was known before: the credential must be one of its own.
        if (ceremony.UserHandle is { } expected && !CryptographicOperations.FixedTimeEquals(expected, record.UserHandle))
            return PasskeyRefusal.CredNotAllowed;

        // Step 6, the account was not known before: the authenticator must name it.
        if (ceremony.UserHandle is null && response.UserHandle is null)
            return PasskeyRefusal.UserHandleMissing;

        if (response.UserHandle is { } presented && !CryptographicOperations.FixedTimeEquals(presented, record.UserHandle))
            return PasskeyRefusal.UserHandleMismatch;

        return null;
    }
}
