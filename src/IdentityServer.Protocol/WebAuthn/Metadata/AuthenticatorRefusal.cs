namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>What stands behind the one code <c>attestation_rejected</c>.</summary>
internal enum AuthenticatorRefusal
{
    /// <summary>Nobody but the credential itself vouches.</summary>
    NotAttested,

    ModelNotAllowed,

    /// <summary>The metadata service warns of the model, or has revoked it.</summary>
    ModelCompromised,

    CertificationTooLow,

    /// <summary>No anchor is known for the model, or the certificates do not lead to it.</summary>
    UntrustedAuthor,
}
