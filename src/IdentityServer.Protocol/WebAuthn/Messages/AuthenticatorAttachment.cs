namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §5.4.5: in the device itself, or a key or phone beside it. The browser's word, not a proof.</summary>
public enum AuthenticatorAttachment
{
    Platform,
    CrossPlatform,
}
