using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>What a person leaves of what was shown to them. Who they are is the sign-in itself; all else is theirs to give.</summary>
/// <param name="Scopes">Those left ticked.</param>
/// <param name="SingleClaims">Whether the facts that were asked for one by one are given, too.</param>
internal sealed record ConsentChoice(IReadOnlyCollection<string> Scopes, bool SingleClaims)
{
    public static bool IsRequired(string scope) => scope is StandardScopes.OpenId;

    public Access Of(Access shown, ScopeCatalog catalog)
    {
        var scopes = shown.Scopes.Where(scope => IsRequired(scope) || Scopes.Contains(scope)).ToList();
        return new()
        {
            Scopes = scopes,
            Resources = [.. shown.Resources.Where(resource => IsLeft(catalog.FindResource(resource), shown, scopes))],
            UserInfoClaims = SingleClaims ? shown.UserInfoClaims : [],
            IdTokenClaims = SingleClaims ? shown.IdTokenClaims : [],
        };
    }

    // An API of which nothing is left is not left either. One that was asked for without a scope goes with the sign-in.
    private static bool IsLeft(ApiResource? resource, Access shown, List<string> scopes) =>
        resource is not null && (scopes.Exists(resource.Offers) || !shown.Scopes.Any(resource.Offers));
}
