using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>What the metadata service knows about one model of authenticator.</summary>
internal sealed record MetadataEntry
{
    /// <summary>Absent for U2F, whose models are known by the keys of their certificates.</summary>
    public required Guid? Aaguid { get; init; }

    /// <summary>RFC 5280 §4.2.1.2 method 1 of the attestation certificates' keys, in lower-case hexadecimal digits.</summary>
    public required IReadOnlyList<string> KeyIdentifiers { get; init; }

    public required string? Description { get; init; }

    /// <summary>DER; roots, intermediates or single leaves.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Anchors { get; init; }

    public required IReadOnlyList<string> KeyProtection { get; init; }

    public required IReadOnlyList<StatusReport> Reports { get; init; }

    /// <summary>FIDO Registry §3.2: TEE and secure element are always said together with "hardware".</summary>
    public bool ProtectsKeysInHardware => KeyProtection.Contains("hardware") && !KeyProtection.Contains("software");

    /// <summary>The newest word on certification that is in force; of several on one day the best.</summary>
    public CertificationLevel LevelOn(DateOnly today) => Reports
        .Where(report => report.IsEffective(today) && report.Status.Level is not null)
        .OrderByDescending(report => report.EffectiveDate ?? DateOnly.MinValue)
        .ThenByDescending(report => report.Status.Level)
        .Select(report => report.IsOver(today) ? CertificationLevel.None : report.Status.Level!.Value)
        .FirstOrDefault(CertificationLevel.None);

    /// <summary>
    /// The warnings in force. A later certification takes none of them back: the devices that were sold stay as they are.
    /// Without a <paramref name="path"/> a warning about one batch concerns everybody.
    /// </summary>
    public IEnumerable<AuthenticatorStatus> WarningsOn(DateOnly today, IReadOnlyList<ReadOnlyMemory<byte>>? path) => Reports
        .Where(report => report.IsEffective(today) && report.Status.IsWarning && Concerns(report, path))
        .Select(report => report.Status);

    private static bool Concerns(StatusReport report, IReadOnlyList<ReadOnlyMemory<byte>>? path) =>
        report.Status is not AuthenticatorStatus.AttestationKeyCompromise
        || report.Batch is not { } batch
        || path is null
        || path.Contains(batch, ByteContent.Comparer);
}
