using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class ClaimsRule
{
    // OpenID Connect Core §5.5
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider) =>
        request.Sent("claims") && request.Claims is null ? ProtocolError.InvalidRequest("claims is malformed") : null;
}
