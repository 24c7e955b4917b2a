namespace IdentityServer.Audit.Sealing;

/// <summary>
/// One batch of the chain. It covers the rows whose ids lie above the previous seal's <see cref="Through"/> and up to its
/// own, lists the MAC of each, and names the batch before by its hash.
/// </summary>
internal sealed class AuditSeal
{
    public required long Number { get; init; }

    public required EventId Through { get; init; }

    public required int Count { get; init; }

    /// <summary>The MACs of the rows in the order of their ids; gone once the rows were deleted for their age.</summary>
    public byte[]? Entries { get; init; }

    public required byte[] EntriesHash { get; init; }

    /// <summary>Id and MAC of rows that lie in an earlier batch's range but were committed after it had been sealed.</summary>
    public byte[]? Late { get; init; }

    /// <summary>Batches up to this number were looked through once more; no row of theirs can be late any longer.</summary>
    public required long ClosedThrough { get; init; }

    /// <summary>What was there before this seal did not fit together. Stays visible, whatever is repaired afterwards.</summary>
    public required bool AfterFault { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    public byte[] Hash { get; private set; } = [];

    public byte[] Mac { get; private set; } = [];

    /// <summary>Set on the one seal that stands for all batches deleted for their age; the chain then begins here.</summary>
    public DateTimeOffset? PrunedAt { get; init; }

    public byte[]? PrunedMac { get; init; }

    public void Sign(byte[] hash, byte[] mac) => (Hash, Mac) = (hash, mac);
}
