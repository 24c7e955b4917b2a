namespace IdentityServer.Protocol.OpenId;

/// <summary>Paths below the issuer.</summary>
internal static class Endpoints
{
    public const string OpenIdConfiguration = "/.well-known/openid-configuration";
    public const string OAuthMetadata = "/.well-known/oauth-authorization-server";
    public const string ProtectedResource = "/.well-known/oauth-protected-resource";
    public const string Jwks = "/.well-known/jwks.json";
    public const string Authorize = "/connect/authorize";
    public const string PushedAuthorization = "/connect/par";
    public const string Token = "/connect/token";
    public const string UserInfo = "/connect/userinfo";
    public const string Introspection = "/connect/introspect";
    public const string Revocation = "/connect/revoke";
    public const string EndSession = "/connect/logout";
}
