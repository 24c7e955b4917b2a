namespace IdentityServer.Audit.Reading;

/// <param name="From">How far back to look.</param>
internal sealed record AuditFilter(DateTimeOffset From)
{
    public DateTimeOffset? To { get; init; }

    /// <summary>Events in this person's own list; quick.</summary>
    public Guid? Person { get; init; }

    /// <summary>Everything about this account, token traffic included.</summary>
    public Guid? Subject { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A type, or the beginning of several: <c>recovery.</c></summary>
    public string? Type { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public string? Correlation { get; init; }

    public IQueryable<AuditEvent> Apply(IQueryable<AuditEvent> rows, AuditReferences references)
    {
        var from = EventId.Before(From);
        rows = rows.Where(row => row.Id >= from);

        if (To is { } instant)
        {
            var to = EventId.Before(instant);
            rows = rows.Where(row => row.Id < to);
        }

        if (Person is { } person)
        {
            var reference = references.Subject(person);
            rows = rows.Where(row => row.Person == reference);
        }

        if (Subject is { } subject)
        {
            var reference = references.Subject(subject);
            rows = rows.Where(row => row.Subject == reference);
        }

        if (ClientId is not null)
            rows = rows.Where(row => row.ClientId == ClientId);
        if (Type is not null)
            rows = rows.Where(row => row.Type.StartsWith(Type));
        if (Outcome is { } outcome)
            rows = rows.Where(row => row.Outcome == outcome);
        if (Correlation is not null)
            rows = rows.Where(row => row.Correlation == Correlation);

        return rows;
    }
}
