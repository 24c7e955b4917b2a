using IdentityServer.Protocol.WebAuthn.Attestation;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>What is remembered of an attested registration. <paramref name="Model"/> is the one the decision named.</summary>
internal sealed record EnrolledModel(Guid Model, AttestationType Type);
