namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>Everything an app can ask for: facts about the person, and access to APIs.</summary>
internal sealed record ScopeCatalog(IReadOnlyList<Scope> Identity, IReadOnlyList<ApiResource> Resources)
{
    public static readonly ScopeCatalog Standard = new(StandardScopes.All, []);

    public bool IsIdentity(string scope)
    {
        for (var index = 0; index < Identity.Count; index++)
            if (Identity[index].Name == scope)
                return true;

        return false;
    }

    public ApiResource? FindResource(string resource) => Resources.FirstOrDefault(known => known.Resource == resource);

    /// <summary>The claims userinfo answers for these scopes.</summary>
    public IEnumerable<string> ClaimsOf(IEnumerable<string> scopes) =>
        Identity.Where(known => scopes.Contains(known.Name)).SelectMany(known => known.Claims).Distinct();

    /// <summary>Whatever it tells about the person, by a scope or by name.</summary>
    public IEnumerable<string> ClaimsOf(Access access) => ClaimsOf(access.Scopes).Union(access.UserInfoClaims).Union(access.IdTokenClaims);
}
