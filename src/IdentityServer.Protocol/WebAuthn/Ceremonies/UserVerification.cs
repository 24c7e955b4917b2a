namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>WebAuthn L3 §5.8.6. One value per ceremony, asked for in the options and demanded at verification.</summary>
public enum UserVerification
{
    Discouraged,
    Preferred,
    Required,
}
