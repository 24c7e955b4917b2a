namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>
/// One format's verification procedure (WebAuthn L3 §8.2–§8.9). Null says: not a correct statement. It may throw what
/// <see cref="Reading.Untrusted"/> and a certificate's parser throw; the caller reads that as null.
/// </summary>
internal delegate AttestationStatement? AttestationFormat(AttestationEvidence evidence);
