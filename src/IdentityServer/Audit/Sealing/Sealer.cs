using System.Security.Cryptography;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Audit.Sealing;

/// <summary>
/// Appends batches to the chain. It only reads the events, so writers never wait for it, and inserts one seal; of two
/// sealers that meet, one is refused by the head and changes nothing.
/// </summary>
internal sealed class Sealer(SealStore store, LateRows lateRows, SealWindows windows, SealSignature signature, AuditTrail trail)
{
    /// <summary>Small enough that retention deletes a batch in one short transaction.</summary>
    public const int BatchSize = 1000;

    // What this process last saw. A chain that ends before it was put back from a copy.
    private AuditSeal? seen;

    /// <returns>The new seal, or null where there was nothing to seal or somebody else did.</returns>
    public async Task<AuditSeal?> SealNextAsync(CancellationToken cancellation)
    {
        var (head, last) = await store.EndAsync(cancellation);
        var settled = windows.Settled;
        if (settled <= last?.Through)
            return null;

        var rows = await store.RowsAsync(last?.Through ?? default, settled, BatchSize, cancellation);
        var closing = await lateRows.FindAsync(last, cancellation);
        var isSound = closing.IsComplete && Fits(head, last);
        if (rows is [] && isSound && closing.ClosedThrough == (last?.ClosedThrough ?? 0))
            return null;

        var entries = SealedRow.WriteMacs(rows);
        var seal = new AuditSeal
        {
            Number = NumberAfter(head, last),
            Through = rows.Count == BatchSize ? rows[^1].Id : settled,
            Count = rows.Count,
            Entries = entries,
            EntriesHash = SHA256.HashData(entries),
            Late = SealedRow.Write(closing.Late),
            ClosedThrough = closing.ClosedThrough,
            AfterFault = !isSound,
            SealedAt = windows.Now,
        };
        signature.Sign(seal, last?.Hash ?? SealSignature.Beginning);

        var isAppended = await store.AppendAsync(UnitFor(seal), seal, signature.Head(seal), head, cancellation);
        return isAppended ? seen = seal : null;
    }

    private bool Fits(AuditHead? head, AuditSeal? last) => (head, last) switch
    {
        (null, null) => seen is null,
        ({ } end, { } seal) => signature.IsOurs(end) && signature.IsOurs(seal) && end.Hash.SequenceEqual(seal.Hash) && FollowsSeen(seal),
        _ => false,
    };

    private bool FollowsSeen(AuditSeal seal) => seen is null
        || seal.Number > seen.Number
        || seal.Hash.SequenceEqual(seen.Hash);

    /// <summary>Where seals were cut off, their numbers are not given again: the gap stays.</summary>
    private long NumberAfter(AuditHead? head, AuditSeal? last) => 1 + new[]
    {
        head is not null && signature.IsOurs(head) ? head.Number : 0,
        last?.Number ?? 0,
        seen?.Number ?? 0,
    }.Max();

    private Unit UnitFor(AuditSeal seal) => seal.AfterFault
        ? trail.Add(new Unit(), new(ServerEvents.IntegrityFailed, Actor.System) { Details = new() { ["table"] = "AuditEvents", ["batch"] = seal.Number } })
        : new Unit();
}
