namespace IdentityServer.OpenId.Tokens;

/// <summary>RFC 6749 §5.1, OpenID Connect Core §3.1.3.3.</summary>
internal sealed record IssuedTokens(string AccessToken, TimeSpan ExpiresIn, IReadOnlyList<string> Scopes)
{
    public string? IdToken { get; init; }

    public string? RefreshToken { get; init; }
}
