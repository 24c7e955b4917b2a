using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Cose;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>What the server can verify and what it wants to be told; the same for many ceremonies.</summary>
internal sealed record RegistrationPolicy(CoseAlgorithms Algorithms, AttestationPolicy Attestation)
{
    public static readonly RegistrationPolicy Open = new(CoseAlgorithms.Standard, AttestationPolicy.NotWanted);
}
