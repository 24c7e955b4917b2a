using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class ResponseModeRule
{
    // OAuth 2.0 Multiple Response Type Encoding Practices §2.1
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider) =>
        request.ResponseMode is null || provider.ResponseModes.Any(mode => mode.Name == request.ResponseMode)
            ? null : ProtocolError.InvalidRequest("response_mode is not supported");
}
