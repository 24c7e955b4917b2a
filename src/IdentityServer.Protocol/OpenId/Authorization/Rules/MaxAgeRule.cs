using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class MaxAgeRule
{
    // OpenID Connect Core §3.1.2.1
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider) =>
        request.Sent("max_age") && request.MaxAge is null
            ? ProtocolError.InvalidRequest("max_age must be a number of seconds") : null;
}
