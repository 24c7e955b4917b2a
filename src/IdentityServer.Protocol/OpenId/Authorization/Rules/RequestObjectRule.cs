using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class RequestObjectRule
{
    // OpenID Connect Core §3.1.2.6: what we do not read, we do not pretend to have read.
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider)
    {
        if (request.Sent("request"))
            return ProtocolError.RequestNotSupported("request objects are not supported");

        if (request.Sent("request_uri"))
            return ProtocolError.RequestUriNotSupported("request_uri is supported for pushed requests only");

        return request.Sent("registration") ? ProtocolError.RegistrationNotSupported("registration is not supported") : null;
    }
}
