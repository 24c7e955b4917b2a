namespace IdentityServer.Protocol.OpenId.Tokens;

internal enum AccessTokenFormat
{
    /// <summary>RFC 9068: the API verifies it alone.</summary>
    Jwt,

    /// <summary>Means nothing to anybody but this server: the API asks by introspection.</summary>
    Opaque,
}
