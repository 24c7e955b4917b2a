using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class ScopeRule
{
    // RFC 6749 §3.3
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider)
    {
        if (request.Scopes is [])
            return ProtocolError.InvalidScope("scope is missing or malformed");

        return AskedAccess.Scopes(request, client, provider.Catalog).Any()
            ? null : ProtocolError.InvalidScope("none of the requested scopes is open to this client");
    }
}
