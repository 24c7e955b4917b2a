namespace IdentityServer.Protocol.WebAuthn.Authenticators;

/// <summary>What to call a passkey whose maker is unknown; the words for it come from the language files.</summary>
public enum AuthenticatorKind
{
    Unknown,
    SecurityKey,
    PhoneOrTablet,

    /// <summary>The device the passkey was made on.</summary>
    ThisDevice,
}
