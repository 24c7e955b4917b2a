using IdentityServer.Audit.Sealing;

namespace IdentityServer.Audit.Verification;

/// <summary>Holds the rows of one batch's range against the batch's list.</summary>
/// <param name="late">Rows that later batches list although they lie in an earlier range; taken out as they are seen.</param>
/// <param name="mayHaveMore">The range is still open to late rows, or where it begins is not known because a seal is missing.</param>
internal sealed class BatchCheck(AuditSeal seal, Dictionary<EventId, byte[]> late, bool mayHaveMore, AuditReport report)
{
    private readonly Dictionary<string, int> positions = SealedRow.ReadMacs(seal.Entries)
        .Select((mac, position) => (Mac: Convert.ToHexString(mac), position))
        .ToDictionary(entry => entry.Mac, entry => entry.position);

    private readonly EventId?[] seen = new EventId?[seal.Count];

    public void See(AuditEvent row, bool isGenuine)
    {
        report.Events++;
        var isListed = TakeFromBatch(row) || TakeFromLate(row);

        if (!isGenuine)
            Report(isListed ? AuditFaultKind.EventEdited : AuditFaultKind.EventForged, row.Id, isListed ? "was changed" : "was not written by this server");
        else if (!isListed && mayHaveMore)
            report.Unsealed++;
        else if (!isListed)
            Report(AuditFaultKind.EventUnlisted, row.Id, "appeared after its batch had been closed");
    }

    public void Finish()
    {
        for (var position = 0; position < seen.Length; position++)
        {
            if (seen[position] is null)
                report.Add(new(AuditFaultKind.EventRemoved, $"An event was removed from batch {seal.Number}, {Neighbour(position)}.") { Batch = seal.Number });
        }
    }

    private bool TakeFromBatch(AuditEvent row)
    {
        if (!positions.Remove(Convert.ToHexString(row.Mac), out var position))
            return false;

        seen[position] = row.Id;
        return true;
    }

    private bool TakeFromLate(AuditEvent row) =>
        late.TryGetValue(row.Id, out var mac) && mac.SequenceEqual(row.Mac) && late.Remove(row.Id);

    private string Neighbour(int position) =>
        seen.Take(position).LastOrDefault(id => id is not null) is { } before ? $"after event {before}" : "at its beginning";

    private void Report(AuditFaultKind kind, EventId id, string what) =>
        report.Add(new(kind, $"Event {id} in batch {seal.Number} {what}.") { Batch = seal.Number, Event = id });
}
