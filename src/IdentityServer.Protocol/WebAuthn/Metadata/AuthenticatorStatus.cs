namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>FIDO Metadata Service §3.1.4, as far as a decision hangs on it.</summary>
internal enum AuthenticatorStatus
{
    /// <summary>Anything that neither certifies nor warns: updates, FIPS certificates, what later versions invent.</summary>
    Other,

    NotFidoCertified,
    FidoCertified,
    FidoCertifiedL1,
    FidoCertifiedL1Plus,
    FidoCertifiedL2,
    FidoCertifiedL2Plus,
    FidoCertifiedL3,
    FidoCertifiedL3Plus,

    UserVerificationBypass,
    AttestationKeyCompromise,
    UserKeyRemoteCompromise,
    UserKeyPhysicalCompromise,
    Revoked,
}
