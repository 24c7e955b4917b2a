using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class WellFormedRule
{
    // RFC 6749 §3.1. A state that was sent twice is not trusted and therefore not repeated in the answer.
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider) => request.Parameters.FirstFault();
}
