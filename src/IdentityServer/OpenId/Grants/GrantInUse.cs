namespace IdentityServer.OpenId.Grants;

/// <summary>A grant as the database has it at the moment of its use, with everything that decides whether it still counts.</summary>
internal sealed record GrantInUse(GrantTerms Terms, Standing Standing)
{
    public required int Generation { get; init; }

    public required DateTimeOffset? RotatedAt { get; init; }

    public required DateTimeOffset IdleExpiresAt { get; init; }

    public required bool IsRevoked { get; init; }

    /// <summary>The one access token that was asked about is on the list of revoked ones.</summary>
    public bool TokenIsRevoked { get; init; }
}
