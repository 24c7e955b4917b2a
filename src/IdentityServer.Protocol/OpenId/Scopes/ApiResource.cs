using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>An API that accepts our access tokens, known by its RFC 8707 resource indicator.</summary>
internal sealed record ApiResource(string Resource, string Name)
{
    public IReadOnlyList<Scope> Scopes { get; init; } = [];

    /// <summary>What this API can verify; left out, the client's choice counts.</summary>
    public AccessTokenFormat? AccessTokenFormat { get; init; }

    /// <summary>Claims about the person that its access tokens carry.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    public bool Offers(string scope) => Scopes.Any(offered => offered.Name == scope);
}
