namespace IdentityServer.TestKit.Relying;

/// <summary>What the app knows before it looks into an ID token.</summary>
internal sealed record IdTokenExpectation(string Issuer, string ClientId, DateTimeOffset Now)
{
    public string? Nonce { get; init; }

    /// <summary>Set where the request carried max_age: the sign-in may not be older.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>The access token that came along, for at_hash.</summary>
    public string? AccessToken { get; init; }

    public string? Code { get; init; }

    /// <summary>The ID token before the refresh.</summary>
    public SignedToken? Before { get; init; }
}
