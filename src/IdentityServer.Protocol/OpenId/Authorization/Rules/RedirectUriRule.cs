using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class RedirectUriRule
{
    // OpenID Connect Core §3.1.2.1: always required, so that one registered address is never guessed.
    public static ProtocolError? Check(AuthorizationRequest request, Client? client)
    {
        if (request.RedirectUri is not { } requested)
            return ProtocolError.InvalidRequest("redirect_uri is missing or was sent more than once");

        return client?.RedirectUris.Any(registered => Matches(registered, requested, client)) is true
            ? null : ProtocolError.InvalidRequest("redirect_uri is not registered for this client");
    }

    // RFC 9700 §2.1: the same string. RFC 8252 §7.3: only a loopback address of an app on a device may change its port.
    private static bool Matches(string registered, string requested, Client client) =>
        registered == requested || (IsOnDevice(client) && LoopbackUri.DifferOnlyInPort(registered, requested));

    private static bool IsOnDevice(Client client) => client.ApplicationType is ApplicationType.Native || client.IsPublic;
}
