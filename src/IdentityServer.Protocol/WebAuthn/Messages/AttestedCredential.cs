using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §6.5.1: what a newborn credential says about itself.</summary>
internal sealed record AttestedCredential(Guid Aaguid, ReadOnlyMemory<byte> CredentialId, CoseKey PublicKey);
