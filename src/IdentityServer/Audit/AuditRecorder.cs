namespace IdentityServer.Audit;

/// <summary>Makes the signed row of an entry: who, where from, when, under which policy.</summary>
internal sealed class AuditRecorder(
    AuditOrigin origin, AuditReferences references, AuditSignature signature, PolicyVersion policy, TimeProvider clock)
{
    public AuditEvent Record(AuditEntry entry)
    {
        var subject = entry.Subject is { } account ? references.Subject(account) : null;
        var row = new AuditEvent
        {
            Id = EventId.New(clock.GetUtcNow()),
            Type = entry.Type.Name,
            Outcome = entry.Outcome,
            Reason = entry.Reason,
            ActorType = entry.Actor.Type,
            ActorId = subject is not null && entry.Actor.Account == entry.Subject ? AuditReferences.Text(subject) : ActorId(entry.Actor),
            Subject = subject,
            Person = entry.Type.IsPersonal ? subject : null,
            ClientId = entry.ClientId,
            Session = entry.Session is { } session ? references.Session(session) : null,
            Correlation = AuditOrigin.Correlation,
            Network = origin.Network,
            Country = origin.Country,
            Device = origin.Device,
            Policy = policy.Current,
            Schema = AuditEvent.CurrentSchema,
            Details = AuditDetails.Write(entry.Details),
        };
        row.Sign(signature.Of(AuditStatements.FieldsOf(row)));
        return row;
    }

    private string? ActorId(Actor actor) =>
        actor.Account is { } account ? AuditReferences.Text(references.Subject(account)) : actor.ClientId;
}
