using System.Collections.Frozen;

namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>
/// How much a registration must prove about its authenticator. Two injected questions: is the statement correct
/// (<paramref name="Formats"/>), and is its author trusted (<paramref name="Trust"/>; null when nobody wants to know)?
/// </summary>
/// <remarks>
/// Browsers asked for conveyance <c>none</c> still pass some statements on, self attestation above all. What we can read
/// must then be correct, because a wrong signature is never innocent; what we cannot read counts as no attestation at
/// all. As soon as somebody wants to know, a format we cannot read is refused.
/// </remarks>
internal sealed record AttestationPolicy(FrozenDictionary<string, AttestationFormat> Formats, AttestationTrust? Trust)
{
    /// <summary>Everybody may bring any authenticator.</summary>
    public static readonly AttestationPolicy NotWanted = new(NoneAttestation.Only, Trust: null);
}
