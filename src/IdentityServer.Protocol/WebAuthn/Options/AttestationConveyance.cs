namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>WebAuthn L3 §5.4.7.</summary>
public enum AttestationConveyance
{
    None,
    Indirect,
    Direct,
    Enterprise,
}
