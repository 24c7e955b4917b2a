namespace IdentityServer.Audit;

/// <summary>A row of the trail. Rows are inserted and, when their time is over, deleted; nothing ever updates one.</summary>
internal sealed class AuditEvent
{
    /// <summary>Says which fields <see cref="Mac"/> covers and how.</summary>
    public const int CurrentSchema = 1;

    public required EventId Id { get; init; }

    public required string Type { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    public required ActorType ActorType { get; init; }

    /// <summary>The person's reference as text, or the client id.</summary>
    public string? ActorId { get; init; }

    public byte[]? Subject { get; init; }

    /// <summary>
    /// The subject once more, where the event belongs in the person's own list. This is the indexed one: an index over
    /// every subject would cost each token refresh a random page.
    /// </summary>
    public byte[]? Person { get; init; }

    public string? ClientId { get; init; }

    public byte[]? Session { get; init; }

    /// <summary>The trace id, which people read as support code.</summary>
    public string? Correlation { get; init; }

    public string? Network { get; init; }

    public string? Country { get; init; }

    public string? Device { get; init; }

    public required string Policy { get; init; }

    public required int Schema { get; init; }

    public string? Details { get; init; }

    /// <summary>Made with a key the database does not hold: nobody else can write a row, or change one.</summary>
    public byte[] Mac { get; private set; } = [];

    public DateTimeOffset OccurredAt => Id.OccurredAt;

    public void Sign(byte[] mac) => Mac = mac;
}
