namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>A statement that is correct in itself (WebAuthn L3 §7.1 step 23). Whether to believe its author is another question.</summary>
/// <param name="TrustPath">DER certificates, leaf first; empty unless <see cref="AttestationType.Certified"/>.</param>
internal sealed record AttestationStatement(string Format, AttestationType Type, IReadOnlyList<ReadOnlyMemory<byte>> TrustPath)
{
    /// <summary>The statements inside a <c>compound</c> one.</summary>
    public IReadOnlyList<AttestationStatement> Parts { get; init; } = [];
}
