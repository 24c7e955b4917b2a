using System.Security.Cryptography;
using IdentityServer.Audit.Sealing;

namespace IdentityServer.Audit.Verification;

/// <summary>Follows the chain from seal to seal.</summary>
internal sealed class ChainCheck(SealSignature signature, ExpectedSeal? expected, AuditReport report)
{
    private bool metExpected;

    public AuditSeal? Last { get; private set; }

    public EventId Through => Last?.Through ?? default;

    /// <summary>The chain begins with the newest stub of our making, where retention left one.</summary>
    public void Begin(IEnumerable<AuditSeal> stubs)
    {
        foreach (var stub in stubs)
        {
            if (signature.IsPruned(stub) && signature.IsOurs(stub))
            {
                Last = stub;
                report.PrunedThrough = stub.Number;
                Compare(stub);
                return;
            }

            report.Add(new(AuditFaultKind.StubForged, $"Batch {stub.Number} is marked as deleted for its age, but not by this server.") { Batch = stub.Number });
        }
    }

    /// <returns>Whether the seal follows the one before without a gap.</returns>
    public bool Follow(AuditSeal seal)
    {
        report.Batches++;
        var expectedNumber = (Last?.Number ?? 0) + 1;
        var isNext = seal.Number == expectedNumber;

        if (!isNext)
            Report(AuditFaultKind.SealMissing, seal, seal.Number - 1 == expectedNumber
                ? $"Batch {expectedNumber} is missing."
                : $"Batches {expectedNumber} to {seal.Number - 1} are missing.");

        if (!IsIntact(seal, isNext))
            Report(AuditFaultKind.SealEdited, seal, $"The seal of batch {seal.Number} was changed.");

        if (seal.AfterFault)
            Report(AuditFaultKind.SealedAfterFault, seal, $"When batch {seal.Number} was sealed ({seal.SealedAt:u}), something before it had been removed or put back.");

        Compare(seal);
        Last = seal;
        return isNext;
    }

    public void Finish(AuditHead? head)
    {
        report.Head = Last is { } last ? new(last.Number, Convert.ToHexStringLower(last.Hash)) : null;

        if (!EndsAt(head))
            report.Add(new(AuditFaultKind.ChainCut, head is null
                ? $"The chain ends at batch {Last?.Number}, and its head is missing."
                : $"The chain ends at batch {Last?.Number ?? 0}, but its head says {head.Number}."));

        if (expected is not null && !metExpected)
            report.Add(new(AuditFaultKind.NotAsExpected, $"Batch {expected.Number} with the expected hash is not in this chain."));
    }

    private bool EndsAt(AuditHead? head) => (head, Last) switch
    {
        (null, null) => true,
        ({ } end, { } last) => signature.IsOurs(end) && end.Hash.SequenceEqual(last.Hash),
        _ => false,
    };

    private bool IsIntact(AuditSeal seal, bool isNext) =>
        signature.IsOurs(seal)
        && seal.Through > Through
        && seal is { Entries: { } entries, PrunedAt: null, PrunedMac: null }
        && entries.Length == seal.Count * AuditSignature.Length
        && SHA256.HashData(entries).SequenceEqual(seal.EntriesHash)
        // Without its predecessor a seal's hash cannot be computed again; its MAC vouches for the hash, not for the fields.
        && (!isNext || SealSignature.Hash(seal, Last?.Hash ?? SealSignature.Beginning).SequenceEqual(seal.Hash));

    // A batch that retention has meanwhile deleted cannot contradict.
    private void Compare(AuditSeal seal) => metExpected |= expected is not null
        && ((seal.Number == expected.Number && Convert.ToHexStringLower(seal.Hash) == expected.Hash) || (seal.PrunedAt is not null && seal.Number > expected.Number));

    private void Report(AuditFaultKind kind, AuditSeal seal, string sentence) => report.Add(new(kind, sentence) { Batch = seal.Number });
}
