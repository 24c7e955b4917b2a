namespace IdentityServer.OpenId.Grants;

/// <summary>
/// One person's permission to one app, from the redeemed code to the last refresh. Everything issued hangs on it: the
/// refresh token is its <see cref="Generation"/>, access tokens name it, and revoking it ends them all.
/// </summary>
internal sealed class Grant
{
    /// <summary>The key of the code's handle: a code that comes a second time meets the row it made.</summary>
    public required byte[] Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Without offline access the grant ends with this session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>With which passkey the person proved themselves.</summary>
    public Guid? PasskeyId { get; init; }

    /// <summary>JSON: what was granted.</summary>
    public required byte[] Access { get; init; }

    /// <summary>JSON: the proof that every token of this grant tells of.</summary>
    public required byte[] Authentication { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The absolute limit, fixed at birth.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>Which refresh token is the valid one; 0 where there never was any.</summary>
    public required int Generation { get; init; }

    public DateTimeOffset? RotatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public GrantEnd? RevokeReason { get; init; }
}

internal enum GrantEnd
{
    /// <summary>A code was presented that could not be redeemed; it will never be.</summary>
    CodeSpoiled,
    CodeReplayed,
    RefreshTokenReplayed,
    RevokedByClient,
    RevokedByPerson,
    RevokedByOperator,
    AccountClosed,
    PasskeyRemoved,
    SignedOut,
}
