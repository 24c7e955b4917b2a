namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>What an app asks for, was granted, or gets with one token: the same shape at every stage.</summary>
internal sealed record Access
{
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The APIs it is for (RFC 8707).</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Asked by name with the claims parameter, beyond what the scopes bring.</summary>
    public IReadOnlyList<string> UserInfoClaims { get; init; } = [];

    public IReadOnlyList<string> IdTokenClaims { get; init; } = [];

    public bool IsOpenId => Scopes.Contains(StandardScopes.OpenId);

    public bool IsOffline => Scopes.Contains(StandardScopes.OfflineAccess);

    public bool Covers(Access asked) =>
        Contains(Scopes, asked.Scopes)
        && Contains(Resources, asked.Resources)
        && Contains(UserInfoClaims, asked.UserInfoClaims)
        && Contains(IdTokenClaims, asked.IdTokenClaims);

    public Access And(Access other) => new()
    {
        Scopes = [.. Scopes.Union(other.Scopes)],
        Resources = [.. Resources.Union(other.Resources)],
        UserInfoClaims = [.. UserInfoClaims.Union(other.UserInfoClaims)],
        IdTokenClaims = [.. IdTokenClaims.Union(other.IdTokenClaims)],
    };

    public Access Within(Access limit) => new()
    {
        Scopes = [.. Scopes.Intersect(limit.Scopes)],
        Resources = [.. Resources.Intersect(limit.Resources)],
        UserInfoClaims = [.. UserInfoClaims.Intersect(limit.UserInfoClaims)],
        IdTokenClaims = [.. IdTokenClaims.Intersect(limit.IdTokenClaims)],
    };

    public Access Without(Access other) => new()
    {
        Scopes = [.. Scopes.Except(other.Scopes)],
        Resources = [.. Resources.Except(other.Resources)],
        UserInfoClaims = [.. UserInfoClaims.Except(other.UserInfoClaims)],
        IdTokenClaims = [.. IdTokenClaims.Except(other.IdTokenClaims)],
    };

    private static bool Contains(IReadOnlyList<string> whole, IReadOnlyList<string> part) => part.All(whole.Contains);
}
