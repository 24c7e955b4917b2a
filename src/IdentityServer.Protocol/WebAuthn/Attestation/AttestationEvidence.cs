using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>All that a format's verification procedure may look at (WebAuthn L3 §6.5.4: attStmt, authData, hash).</summary>
internal sealed record AttestationEvidence(
    string Format,
    ReadOnlyMemory<byte> Statement,
    AuthenticatorData AuthenticatorData,
    ReadOnlyMemory<byte> ClientDataHash)
{
    /// <summary>The credential the statement is about; a registration has exactly one.</summary>
    public AttestedCredential Credential => AuthenticatorData.Credential
        ?? throw new InvalidOperationException("An attestation without a credential is refused before it is read.");
}
