using System.Collections.Frozen;

namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §8.7: the statement is the empty map.</summary>
internal static class NoneAttestation
{
    public const string Format = "none";

    private const byte EmptyMap = 0xa0;

    public static readonly FrozenDictionary<string, AttestationFormat> Only =
        new Dictionary<string, AttestationFormat> { [Format] = Verify }.ToFrozenDictionary(StringComparer.Ordinal);

    public static AttestationStatement? Verify(AttestationEvidence evidence) =>
        evidence.Statement.Span is [EmptyMap] ? new(Format, AttestationType.None, []) : null;
}
