using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Playground;

/// <summary>A public client like any app in a browser. It is known in Development only, and stands in no database.</summary>
internal static class PlaygroundClient
{
    public const string Id = "playground";

    public static readonly IReadOnlyList<string> Scopes = [.. StandardScopes.All.Select(scope => scope.Name)];

    public static string RedirectUri(string issuer) => $"{issuer}{PlaygroundSetup.Path}";

    public static Client Of(string issuer) => new()
    {
        ClientId = Id,
        Name = "Playground",
        AuthenticationMethod = AuthenticationMethods.None,
        RedirectUris = [RedirectUri(issuer)],
        PostLogoutRedirectUris = [RedirectUri(issuer)],
        GrantTypes = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken],
        IdTokenAlgorithm = SignatureAlgorithm.ES256.Name,
    };
}
