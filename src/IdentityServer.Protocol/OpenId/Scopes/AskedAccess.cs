using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>
/// What of a request this client may have at all. A scope that is unknown, or not for this client, is left out in silence
/// (RFC 6749 §3.3, OpenID Connect Core §3.1.2.1); the token response says which were granted.
/// </summary>
internal static class AskedAccess
{
    public static Access Of(AuthorizationRequest request, Client client, ScopeCatalog catalog)
    {
        var scopes = Scopes(request, client, catalog).ToList();
        var resources = Targets(request.Resources, client, catalog).Where(resource => IsMeant(resource, request, scopes));
        var access = new Access { Scopes = scopes, Resources = [.. resources.Select(resource => resource.Resource)] };

        return access.IsOpenId && request.Claims is { } claims ? WithClaims(access, claims, client, catalog) : access;
    }

    public static IEnumerable<string> Scopes(AuthorizationRequest request, Client client, ScopeCatalog catalog)
    {
        var resources = Targets(request.Resources, client, catalog);
        return request.Scopes.Where(scope =>
            MayHave(client, scope) && (catalog.IsIdentity(scope) || resources.Any(resource => resource.Offers(scope))));
    }

    /// <summary>The APIs a request speaks of: those it names, or else all that are open to the client.</summary>
    public static IEnumerable<ApiResource> Targets(IReadOnlyList<string> named, Client client, ScopeCatalog catalog) =>
        catalog.Resources.Where(resource => IsOpenTo(client, resource) && (named is [] || named.Contains(resource.Resource)));

    public static bool MayHave(Client client, string scope) =>
        (client.Scopes is null || client.Scopes.Contains(scope))
        && (scope != StandardScopes.OfflineAccess || client.MayUse(GrantTypes.RefreshToken));

    /// <summary>By name, a client gets no claim that it could not get by a scope.</summary>
    public static IEnumerable<string> ClaimsOpenTo(Client client, ScopeCatalog catalog) =>
        catalog.ClaimsOf(catalog.Identity.Select(scope => scope.Name).Where(scope => MayHave(client, scope)));

    // A client that lists APIs may use those. One that only lists scopes may use the APIs that offer them.
    private static bool IsOpenTo(Client client, ApiResource resource) =>
        client.Resources?.Contains(resource.Resource) ?? client.Scopes?.Any(resource.Offers) ?? false;

    private static bool IsMeant(ApiResource resource, AuthorizationRequest request, List<string> granted) =>
        request.Resources.Contains(resource.Resource) || granted.Exists(resource.Offers);

    // OpenID Connect Core §5.5
    private static Access WithClaims(Access access, ClaimsRequest claims, Client client, ScopeCatalog catalog)
    {
        var open = ClaimsOpenTo(client, catalog).ToHashSet();
        var included = catalog.ClaimsOf(access.Scopes).ToHashSet();
        return access with
        {
            UserInfoClaims = [.. claims.UserInfo.Keys.Where(name => open.Contains(name) && !included.Contains(name))],
            IdTokenClaims = [.. claims.IdToken.Keys.Where(name => open.Contains(name) && name != "sub")],
        };
    }
}
