using System.Collections.Frozen;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>FIDO Metadata Service §3.1.6: one issue of the list of models, its signature verified.</summary>
internal sealed record MetadataBlob(long Number, DateOnly NextUpdate, FrozenDictionary<Guid, MetadataEntry> Models)
{
    public required FrozenDictionary<string, MetadataEntry> ModelsByKey { get; init; }

    /// <summary>A newer issue should exist. This one stays the best we have: its owner is told, nobody is locked out.</summary>
    public bool IsOverdue(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > NextUpdate;
}
