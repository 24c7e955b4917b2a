using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId;

namespace IdentityServer.OpenId.UserInfo;

internal static class UserInfoClaims
{
    /// <summary>What the token's scopes bring and what was asked for by name, as far as it is still granted today.</summary>
    public static IReadOnlyList<string> Of(LiveToken live, GrantInUse grant, Provider provider)
    {
        var present = PresentTerms.Of(grant.Terms.Access, grant.Standing, live.Client, provider.Catalog);
        List<string> scopes = [.. live.Token.Scopes.Where(present.Scopes.Contains)];
        return [.. provider.Catalog.ClaimsOf(scopes).Union(present.UserInfoClaims).Where(claim => claim is not "sub")];
    }
}
