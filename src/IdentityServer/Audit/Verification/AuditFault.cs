namespace IdentityServer.Audit.Verification;

internal sealed record AuditFault(AuditFaultKind Kind, string Sentence)
{
    public long? Batch { get; init; }

    public EventId? Event { get; init; }
}

internal enum AuditFaultKind
{
    /// <summary>A row that the server wrote says something else now.</summary>
    EventEdited,

    /// <summary>A row that the server did not write.</summary>
    EventForged,

    /// <summary>A row that was sealed is gone.</summary>
    EventRemoved,

    /// <summary>A row that the server wrote and no batch lists: put back from a copy, or later than late rows may be.</summary>
    EventUnlisted,

    SealEdited,
    SealMissing,

    /// <summary>The chain does not end where its head says.</summary>
    ChainCut,

    /// <summary>A stub that would hide deleted batches was not made by retention.</summary>
    StubForged,

    /// <summary>The server itself noticed, while sealing, that something before was changed.</summary>
    SealedAfterFault,

    /// <summary>The batch the operator remembers is not in this chain.</summary>
    NotAsExpected,

    SealingBehind,
}
