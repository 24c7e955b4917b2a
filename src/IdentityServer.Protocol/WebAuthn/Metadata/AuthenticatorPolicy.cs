using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation.Formats;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>
/// WebAuthn L3 §7.1 steps 24 and 25 for a managed group: the administrator's demands, answered with the newest metadata.
/// <see cref="Trusts"/> is the <see cref="AttestationTrust"/> to put into a registration's policy.
/// </summary>
internal sealed record AuthenticatorPolicy(AuthenticatorRequirements Requirements, MetadataBlob? Metadata)
{
    public bool Trusts(AttestationStatement statement, Guid aaguid, DateTimeOffset now) =>
        Decide(statement, aaguid, now) is AuthenticatorDecision.Trusted;

    public AuthenticatorDecision Decide(AttestationStatement statement, Guid aaguid, DateTimeOffset now)
    {
        if (statement.Parts is [])
            return DecideAlone(statement, aaguid, now);

        // A compound statement: one trusted author is enough, the others have said nothing wrong.
        var decisions = statement.Parts.Select(part => DecideAlone(part, aaguid, now)).ToList();
        return decisions.Find(decision => decision is AuthenticatorDecision.Trusted) ?? decisions[0];
    }

    /// <summary>Without certificates at hand: is a model that was trusted once still acceptable?</summary>
    public AuthenticatorRefusal? Reconsider(Guid model, AttestationType type, DateTimeOffset now) =>
        type is AttestationType.Certified
            ? FirstViolation(model, Metadata?.Models.GetValueOrDefault(model), path: null, now)
            : AuthenticatorRefusal.NotAttested;

    private AuthenticatorDecision DecideAlone(AttestationStatement statement, Guid aaguid, DateTimeOffset now)
    {
        if (statement.Type is not AttestationType.Certified)
            return AuthenticatorRefusal.NotAttested;

        // U2F signs no model number: what the authenticator data says there is anybody's claim.
        var isU2f = statement.Format is FidoU2fAttestation.Format;
        var model = isU2f ? Guid.Empty : aaguid;
        var entry = isU2f ? FindByKey(statement.TrustPath[0]) : Metadata?.Models.GetValueOrDefault(model);

        if (FirstViolation(model, entry, statement.TrustPath, now) is { } refusal)
            return refusal;

        if (entry is not null && CertificatePath.LeadsTo(statement.TrustPath, entry.Anchors, now))
            return new AuthenticatorDecision.Trusted(model, entry);

        var pinned = Requirements.PinnedAnchors.Where(anchor => anchor.Model == model).Select(anchor => anchor.Certificate).ToList();
        return CertificatePath.LeadsTo(statement.TrustPath, pinned, now)
            ? new AuthenticatorDecision.Trusted(model, Entry: null)
            : AuthenticatorRefusal.UntrustedAuthor;
    }

    private AuthenticatorRefusal? FirstViolation(Guid model, MetadataEntry? entry, IReadOnlyList<ReadOnlyMemory<byte>>? path, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);

        if (Requirements.Models.Count > 0 && !Requirements.Models.Contains(model))
            return AuthenticatorRefusal.ModelNotAllowed;

        if (entry is not null && entry.WarningsOn(today, path).Any(warning => !Accepts(warning)))
            return AuthenticatorRefusal.ModelCompromised;

        if ((entry?.LevelOn(today) ?? CertificationLevel.None) < Requirements.MinimumCertification)
            return AuthenticatorRefusal.CertificationTooLow;

        return null;
    }

    private bool Accepts(AuthenticatorStatus warning) =>
        warning is not AuthenticatorStatus.Revoked && Requirements.AcceptedWarnings.Contains(warning);

    private MetadataEntry? FindByKey(ReadOnlyMemory<byte> certificate)
    {
        using var leaf = AttestationCertificate.Read(certificate);
        return Metadata?.ModelsByKey.GetValueOrDefault(leaf.KeyIdentifier());
    }
}
