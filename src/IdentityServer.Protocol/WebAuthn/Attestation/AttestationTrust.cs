namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §7.1 steps 24 and 25: is this author acceptable for this model of authenticator, now? Also asked for none and self. To throw is to say no.</summary>
internal delegate bool AttestationTrust(AttestationStatement statement, Guid aaguid, DateTimeOffset now);
