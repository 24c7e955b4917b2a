namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>
/// EAP ACR Values 1.0 <c>phrh</c>: the metadata service itself vouches that the key is held in hardware, and the key can
/// not leave it. A model number or a missing backup flag alone proves neither.
/// </summary>
internal static class HardwareProtection
{
    public static bool IsProven(AuthenticatorDecision decision, bool backupEligible) =>
        !backupEligible && decision is AuthenticatorDecision.Trusted { Entry.ProtectsKeysInHardware: true };
}
