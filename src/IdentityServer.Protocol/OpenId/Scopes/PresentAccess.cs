using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>What of a permission still counts today: an operator may have taken scopes or APIs from the client since.</summary>
internal static class PresentAccess
{
    public static Access Of(Access granted, Client client, ScopeCatalog catalog)
    {
        var resources = granted.Resources is [] ? [] : AskedAccess.Targets(granted.Resources, client, catalog).ToList();
        return new()
        {
            Scopes = [.. granted.Scopes.Where(scope => AskedAccess.MayHave(client, scope) && (catalog.IsIdentity(scope) || resources.Exists(resource => resource.Offers(scope))))],
            Resources = [.. resources.Select(resource => resource.Resource)],
            UserInfoClaims = Open(granted.UserInfoClaims, client, catalog),
            IdTokenClaims = Open(granted.IdTokenClaims, client, catalog),
        };
    }

    private static IReadOnlyList<string> Open(IReadOnlyList<string> claims, Client client, ScopeCatalog catalog) =>
        claims is [] ? [] : [.. claims.Intersect(AskedAccess.ClaimsOpenTo(client, catalog))];
}
