namespace IdentityServer.Audit.Verification;

internal sealed class AuditReport
{
    /// <summary>Enough to see what happened; a ruined trail would otherwise fill the memory.</summary>
    public const int MostFaults = 1000;

    private readonly List<AuditFault> faults = [];

    public int Batches { get; set; }

    public long Events { get; set; }

    /// <summary>Events that are too young to be sealed, or late and waiting for the next batch.</summary>
    public long Unsealed { get; set; }

    /// <summary>The batch that stands for those deleted for their age.</summary>
    public long? PrunedThrough { get; set; }

    /// <summary>What to write down elsewhere: <c>audit verify --expect NUMBER:HASH</c>.</summary>
    public ExpectedSeal? Head { get; set; }

    public IReadOnlyList<AuditFault> Faults => faults;

    public bool IsSound => faults is [];

    public void Add(AuditFault fault)
    {
        if (faults.Count < MostFaults)
            faults.Add(fault);
    }

    /// <summary>What retention deleted while we were reading was not missing.</summary>
    public void Forgive(long batch, EventId through) =>
        faults.RemoveAll(fault => fault.Batch <= batch || fault.Event <= through);
}
