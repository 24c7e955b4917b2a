using System.Security.Cryptography;
using System.Text;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What the authenticator signed about itself, in both ceremonies (WebAuthn L3 §7.1 steps 14–17, §7.2 steps 15–18).</summary>
internal static class AuthenticatorDataRule
{
    public static PasskeyRefusal? Check(AuthenticatorData data, Ceremony ceremony)
    {
        // §7.1 step 14, §7.2 step 15
        if (!HashOf(ceremony.RelyingPartyId).AsSpan().SequenceEqual(data.RelyingPartyIdHash.Span))
            return PasskeyRefusal.RpMismatch;

        // §7.1 step 15, §7.2 step 16
        if (!data.UserPresent && ceremony is not RegistrationCeremony { Conditional: true })
            return PasskeyRefusal.UpMissing;

        // §7.1 step 16, §7.2 step 17
        if (!data.UserVerified && ceremony.UserVerification is UserVerification.Required)
            return PasskeyRefusal.UvRequired;

        // §7.1 step 17, §7.2 step 18
        if (data is { BackedUp: true, BackupEligible: false })
            return PasskeyRefusal.BeBsInvalid;

        return null;
    }

    private static byte[] HashOf(string relyingPartyId) => SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId));
}
