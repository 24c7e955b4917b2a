using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class KnownClientRule
{
    // RFC 6749 §4.1.2.1. An unknown client and a disabled one look alike.
    public static ProtocolError? Check(AuthorizationRequest request, Client? client) => (request, client) switch
    {
        ({ ClientId: null }, _) => ProtocolError.InvalidRequest("client_id is missing or was sent more than once"),
        (_, null or { IsDisabled: true }) => ProtocolError.InvalidRequest("the client is not registered"),
        _ => null,
    };
}
