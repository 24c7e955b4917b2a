using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class PushedRequestRule
{
    // RFC 9126 §6: a client that always pushes did not write this request.
    public static ProtocolError? Check(AuthorizationRequest request, Client? client) =>
        client is { RequirePushedAuthorizationRequests: true } && !request.WasPushed
            ? ProtocolError.InvalidRequest("this client must push its authorization requests") : null;
}
