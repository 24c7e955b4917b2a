namespace IdentityServer.Protocol.OpenId.Assurance;

/// <summary>
/// RFC 9470: how an API of ours wants people to have signed in before it serves the token of their app. The app goes back
/// to the authorization endpoint with the same words.
/// </summary>
internal sealed record AuthenticationDemand(string? Acr, int? MaximumAge = null)
{
    /// <summary>§3: of the challenge.</summary>
    public IReadOnlyList<string> Parameters =>
    [
        .. Acr is null ? (string[])[] : [$"acr_values=\"{Acr}\""],
        .. MaximumAge is null ? (string[])[] : [$"max_age=\"{MaximumAge}\""],
    ];

    public bool IsMetBy(Authentication? proof, DateTimeOffset now) =>
        (Acr is null || proof?.Satisfies(Acr) is true)
        && (MaximumAge is null || (proof is not null && now.ToUnixTimeSeconds() - proof.Time <= MaximumAge));
}
