using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class ResponseTypeRule
{
    // RFC 6749 §3.1.1
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider)
    {
        if (request.ResponseType is not { } responseType)
            return ProtocolError.InvalidRequest("response_type is missing");

        if (!provider.ResponseTypes.Contains(responseType))
            return ProtocolError.UnsupportedResponseType("response_type is not supported");

        return client.ResponseTypes.Contains(responseType) && client.MayUse(GrantTypes.AuthorizationCode)
            ? null : ProtocolError.UnauthorizedClient("this client may not use this response_type");
    }
}
