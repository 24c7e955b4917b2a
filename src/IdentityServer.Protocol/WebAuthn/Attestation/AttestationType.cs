namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §6.5.3, as far as a statement alone can tell.</summary>
internal enum AttestationType
{
    /// <summary>Nobody vouches.</summary>
    None,

    /// <summary>A statement in a format we cannot read, tolerated because nobody asked for one.</summary>
    Unread,

    /// <summary>The credential vouches for itself.</summary>
    Self,

    /// <summary>Certificates vouch: Basic, AttCA or AnonCA, which only metadata can tell apart.</summary>
    Certified,
}
