using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class ResourceRule
{
    // RFC 8707 §2: a resource that is unknown, or not open to the client, is not left out in silence.
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider)
    {
        if (request.Resources is [])
            return null;

        var open = AskedAccess.Targets(request.Resources, client, provider.Catalog).Select(resource => resource.Resource);
        return request.Resources.Except(open).Any()
            ? ProtocolError.InvalidTarget("resource is not registered for this client") : null;
    }
}
