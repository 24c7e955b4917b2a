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
        [NotNullWhen(true)] out AttestationStatement? statement) =>
        Untrusted.TryRead(evidence, evidence => Verify(evidence, policy, now), out statement);

    private static AttestationStatement Verify(AttestationEvidence evidence, AttestationPolicy policy, DateTimeOffset now)
    {
        // Steps 22 and 23: the format by its exact name, then the format's own procedure.
        var statement = policy.Formats.TryGetValue(evidence.Format, out var format)
            ? format(evidence)
            : Unread(evidence, policy);
        if (statement is null)
            throw new FormatException("not a correct statement");

        // Steps 24 and 25: the author.
        if (policy.Trust?.Invoke(statement, evidence.Credential.Aaguid, now) is false)
            throw new FormatException("not a trusted author");

        return statement;
    }

    private static AttestationStatement? Unread(AttestationEvidence evidence, AttestationPolicy policy) =>
        policy.Trust is null ? new(evidence.Format, AttestationType.Unread, []) : null;
}
