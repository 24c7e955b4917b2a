using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Tokens;

/// <summary>
/// What one access token is for, out of what was granted: everything, or what the app names at the token endpoint. Never
/// more, and what is left out now can be had the next time.
/// </summary>
internal static class NarrowedAccess
{
    public static bool TryOf(
        Access granted,
        IReadOnlyList<string> scopes,
        IReadOnlyList<string> resources,
        ScopeCatalog catalog,
        [NotNullWhen(true)] out Access? access,
        [NotNullWhen(false)] out ProtocolError? error)
    {
        access = null;
        error = (Exceeds(scopes, granted.Scopes), Exceeds(resources, granted.Resources)) switch
        {
            (true, _) => ProtocolError.InvalidScope("scope has a value that was not granted"), // RFC 6749 §6
            (_, true) => ProtocolError.InvalidTarget("resource was not granted"), // RFC 8707 §2.2
            _ => null,
        };
        if (error is not null)
            return false;

        access = ForResources(ForScopes(granted, scopes, catalog), resources, catalog);
        return true;
    }

    private static bool Exceeds(IReadOnlyList<string> named, IReadOnlyList<string> granted) => named is not [] && named.Except(granted).Any();

    private static Access ForScopes(Access granted, IReadOnlyList<string> scopes, ScopeCatalog catalog) => scopes is []
        ? granted
        : granted with
        {
            Scopes = scopes,
            Resources = [.. granted.Resources.Where(resource => scopes.Any(scope => Offers(catalog, resource, scope)))],
        };

    // RFC 8707 §2.2: a token for one API carries nothing that another would understand, userinfo included.
    private static Access ForResources(Access granted, IReadOnlyList<string> resources, ScopeCatalog catalog) => resources is []
        ? granted
        : granted with
        {
            Scopes = [.. granted.Scopes.Where(scope => resources.Any(resource => Offers(catalog, resource, scope)))],
            Resources = resources,
            UserInfoClaims = [],
        };

    private static bool Offers(ScopeCatalog catalog, string resource, string scope) => catalog.FindResource(resource)?.Offers(scope) is true;
}
