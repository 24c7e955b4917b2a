namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §5.4.6.</summary>
public enum ResidentKey
{
    Discouraged,
    Preferred,
    Required,
}
