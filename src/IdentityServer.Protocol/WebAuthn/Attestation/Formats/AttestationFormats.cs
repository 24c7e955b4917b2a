using System.Collections.Frozen;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>
/// The formats of WebAuthn L3 §8 by their registered names. Missing on purpose: android-safetynet (§8.5), whose service
/// has been switched off.
/// </summary>
internal static class AttestationFormats
{
    /// <summary>What may stand inside a <c>compound</c> statement.</summary>
    public static readonly FrozenDictionary<string, AttestationFormat> Simple = new Dictionary<string, AttestationFormat>
    {
        [PackedAttestation.Format] = PackedAttestation.Verify,
        [TpmAttestation.Format] = TpmAttestation.Verify,
        [AndroidKeyAttestation.Format] = AndroidKeyAttestation.Verify,
        [FidoU2fAttestation.Format] = FidoU2fAttestation.Verify,
        [AppleAttestation.Format] = AppleAttestation.Verify,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, AttestationFormat> All = new Dictionary<string, AttestationFormat>(Simple)
    {
        [NoneAttestation.Format] = NoneAttestation.Verify,
        [CompoundAttestation.Format] = CompoundAttestation.Verify,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
