namespace IdentityServer.Sessions;

/// <summary>
/// One person signed in on one browser. The row is the truth: ending it ends the sign-in everywhere, at once. The id is
/// the <c>sid</c> that apps see; the secret is what the cookie proves, and it changes at every authentication.
/// </summary>
internal sealed class Session
{
    /// <summary>The latest events are kept; a session that stepped up more often than this has long forgotten the first.</summary>
    public const int EventLimit = 16;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required byte[] SecretHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The absolute limit, fixed at birth.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of somebody who operates this server: shorter limits.</summary>
    public bool IsPrivileged { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public SessionEnd? EndReason { get; init; }

    /// <summary>The browser and the country of the latest authentication.</summary>
    public required string Device { get; init; }

    public string? Country { get; init; }

    /// <summary>What was proven up to then opens nothing any more: a way in was taken away, the browser moved.</summary>
    public DateTimeOffset? ProofsClearedAt { get; init; }

    public required List<AuthenticationEvent> Events { get; init; }

    public AuthenticationEvent LatestEvent => Events[^1];

    public bool IsLive(DateTimeOffset now, TimeSpan idle) => EndedAt is null && now < ExpiresAt && now < LastSeenAt + idle;

    public Session With(AuthenticationEvent authentication, byte[] secretHash, SeenAt seen, DateTimeOffset now) => new()
    {
        Id = Id,
        AccountId = AccountId,
        SecretHash = secretHash,
        CreatedAt = CreatedAt,
        LastSeenAt = now,
        ExpiresAt = ExpiresAt,
        IsPrivileged = IsPrivileged,
        Device = seen.Device,
        Country = seen.Country,
        // What is proven here and now counts; what was proven elsewhere does not come along.
        ProofsClearedAt = seen.Is(this) ? ProofsClearedAt : now.AddMilliseconds(-1),
        Events = [.. Events.TakeLast(EventLimit - 1), authentication],
    };
}

internal enum SessionEnd
{
    SignedOut,
    RevokedByPerson,
    RevokedByOperator,
    LockedDown,
    Repudiated,
    PasskeyRemoved,
    Recovery,
    AccountClosed,
    Evicted,
    Replaced,
}
