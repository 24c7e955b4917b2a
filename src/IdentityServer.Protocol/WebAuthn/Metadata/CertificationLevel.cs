namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>FIDO's authenticator certification, lowest first.</summary>
internal enum CertificationLevel
{
    None,
    L1,
    L1Plus,
    L2,
    L2Plus,
    L3,
    L3Plus,
}
