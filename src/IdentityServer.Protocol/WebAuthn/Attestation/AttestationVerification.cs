using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §7.1 steps 22–25.</summary>
internal static class AttestationVerification
{
    public static bool TryVerify(
        AttestationEvidence evidence,
        AttestationPolicy policy,
        DateTimeOffset now,
        [NotNullWhen(true)] out AttestationStatement? statement)
    {
        // Steps 22 and 23: the format by its exact name, then the format's own procedure.
        statement = policy.Formats.TryGetValue(evidence.Format, out var format)
            ? Read(format, evidence)
            : Unread(evidence, policy);

        // Steps 24 and 25: the author.
        return statement is not null
            && (policy.Trust is null || policy.Trust(statement, evidence.Credential.Aaguid, now));
    }

    private static AttestationStatement? Read(AttestationFormat format, AttestationEvidence evidence) =>
        Untrusted.TryRead(evidence, evidence => format(evidence) ?? throw new FormatException("incorrect statement"), out var statement)
            ? statement
            : null;

    private static AttestationStatement? Unread(AttestationEvidence evidence, AttestationPolicy policy) =>
        policy.Trust is null ? new(evidence.Format, AttestationType.Unread, []) : null;
}
