namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>What a status is called, what it certifies and whether it warns.</summary>
internal static class AuthenticatorStatuses
{
    public static AuthenticatorStatus Parse(string name) => name switch
    {
        "NOT_FIDO_CERTIFIED" => AuthenticatorStatus.NotFidoCertified,
        "FIDO_CERTIFIED" => AuthenticatorStatus.FidoCertified,
        "FIDO_CERTIFIED_L1" => AuthenticatorStatus.FidoCertifiedL1,
        "FIDO_CERTIFIED_L1plus" => AuthenticatorStatus.FidoCertifiedL1Plus,
        "FIDO_CERTIFIED_L2" => AuthenticatorStatus.FidoCertifiedL2,
        "FIDO_CERTIFIED_L2plus" => AuthenticatorStatus.FidoCertifiedL2Plus,
        "FIDO_CERTIFIED_L3" => AuthenticatorStatus.FidoCertifiedL3,
        "FIDO_CERTIFIED_L3plus" => AuthenticatorStatus.FidoCertifiedL3Plus,
        "USER_VERIFICATION_BYPASS" => AuthenticatorStatus.UserVerificationBypass,
        "ATTESTATION_KEY_COMPROMISE" => AuthenticatorStatus.AttestationKeyCompromise,
        "USER_KEY_REMOTE_COMPROMISE" => AuthenticatorStatus.UserKeyRemoteCompromise,
        "USER_KEY_PHYSICAL_COMPROMISE" => AuthenticatorStatus.UserKeyPhysicalCompromise,
        "REVOKED" => AuthenticatorStatus.Revoked,
        _ => AuthenticatorStatus.Other,
    };

    extension(AuthenticatorStatus status)
    {
        public bool IsWarning => status is AuthenticatorStatus.UserVerificationBypass or AuthenticatorStatus.AttestationKeyCompromise
            or AuthenticatorStatus.UserKeyRemoteCompromise or AuthenticatorStatus.UserKeyPhysicalCompromise or AuthenticatorStatus.Revoked;

        /// <summary>Null for a status that says nothing about certification.</summary>
        public CertificationLevel? Level => status switch
        {
            AuthenticatorStatus.NotFidoCertified or AuthenticatorStatus.Revoked => CertificationLevel.None,
            AuthenticatorStatus.FidoCertified or AuthenticatorStatus.FidoCertifiedL1 => CertificationLevel.L1,
            AuthenticatorStatus.FidoCertifiedL1Plus => CertificationLevel.L1Plus,
            AuthenticatorStatus.FidoCertifiedL2 => CertificationLevel.L2,
            AuthenticatorStatus.FidoCertifiedL2Plus => CertificationLevel.L2Plus,
            AuthenticatorStatus.FidoCertifiedL3 => CertificationLevel.L3,
            AuthenticatorStatus.FidoCertifiedL3Plus => CertificationLevel.L3Plus,
            _ => null,
        };
    }
}
