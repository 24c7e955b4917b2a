namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>Why an issue of the metadata is not used.</summary>
internal enum MetadataRefusal
{
    Malformed,
    UntrustedSigner,
    BadSignature,

    /// <summary>Its number is below one we have seen: somebody replays an old issue.</summary>
    NumberWentBack,
}
