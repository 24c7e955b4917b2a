namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>WebAuthn L3 §6.1, spelled out once more on purpose: the tests' truth must not come from the code they test.</summary>
internal static class SoftFlags
{
    public const byte UserPresent = 0x01;
    public const byte UserVerified = 0x04;
    public const byte BackupEligible = 0x08;
    public const byte BackedUp = 0x10;
    public const byte AttestedCredential = 0x40;
    public const byte Extensions = 0x80;
}
