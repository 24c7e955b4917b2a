using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Audit;

/// <summary>
/// What the rooms write to. An entry about a change joins the change's transaction: either both are on disk or neither.
/// An entry about a refusal, where nothing changed, stands alone.
/// </summary>
internal sealed class AuditTrail(AuditRecorder recorder, AuditReferences references, IHotTables tables)
{
    public Unit Add(Unit unit, AuditEntry entry)
    {
        var row = recorder.Record(entry);
        unit.Add(AuditStatements.Insert, [.. AuditStatements.FieldsOf(row), row.Mac]);
        if (Born(entry) is { } account)
            unit.Add(AuditStatements.InsertSubject, references.Subject(account), account);

        return unit;
    }

    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellation) =>
        await tables.WriteAsync(Add(new Unit(), entry), cancellation);

    /// <summary>Erasure: what the person did stays recorded, under a reference that no longer leads to anybody.</summary>
    public Unit Forget(Unit unit, Guid account) => unit.Add(AuditStatements.DeleteSubject, references.Subject(account));

    private static Guid? Born(AuditEntry entry) => entry.Type == AccountEvents.Created ? entry.Subject : null;
}
