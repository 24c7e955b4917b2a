namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §6.1. Bits 1 and 5 are reserved: senders may set them, we never look.</summary>
[Flags]
internal enum AuthenticatorFlags : byte
{
    None = 0,
    UserPresent = 0x01,
    UserVerified = 0x04,
    BackupEligible = 0x08,
    BackedUp = 0x10,
    AttestedCredential = 0x40,
    Extensions = 0x80,
}
