namespace IdentityServer.Protocol.WebAuthn.Options;

/// <summary>WebAuthn L3 §5.8.3: a credential by its id, and how the browser may reach it.</summary>
internal sealed record CredentialDescriptor(byte[] Id, IReadOnlyList<string> Transports);
