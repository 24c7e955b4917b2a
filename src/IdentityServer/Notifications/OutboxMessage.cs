namespace IdentityServer.Notifications;

/// <summary>A mail that is to be sent, written with the change it tells of. Once sent, the row no longer holds the mail.</summary>
internal sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>A keyed hash of the address, to count by.</summary>
    public required byte[] Recipient { get; init; }

    public required string Language { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public OutboxState State { get; init; } = OutboxState.Waiting;

    public int Attempts { get; init; }

    /// <summary>When somebody may next try. Whoever tries first moves it ahead, and so holds the mail until then.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why the last attempt failed: one of our words, and the server's code.</summary>
    public string? Failure { get; init; }

    public required byte[] Sealed { get; init; }
}

internal enum OutboxState
{
    Waiting,
    Sent,

    /// <summary>Given up: refused for good, tried too often, or too late to be of use.</summary>
    Dead,

    /// <summary>The mailbox had enough of this kind.</summary>
    Withheld,
}
