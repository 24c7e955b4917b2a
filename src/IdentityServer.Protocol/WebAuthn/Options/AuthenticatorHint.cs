namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>WebAuthn L3 §5.8.7: where the person means to keep or find the passkey. Advice for the browser's dialog, never policy.</summary>
public enum AuthenticatorHint
{
    ClientDevice,
    Hybrid,
    SecurityKey,
}
