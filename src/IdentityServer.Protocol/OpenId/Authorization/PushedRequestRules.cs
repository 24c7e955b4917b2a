using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization;

/// <summary>Every check of a request that is pushed (RFC 9126 §2.1), in order: those of any request, none of which is put off.</summary>
internal static class PushedRequestRules
{
    public static ProtocolError? FirstViolation(AuthorizationRequest request, Client client, Provider provider) =>
        CheckNotNested(request)
        ?? AuthorizationRules.FirstViolationBeforeTrust(request, client)
        ?? AuthorizationRules.FirstViolation(request, client, provider);

    private static ProtocolError? CheckNotNested(AuthorizationRequest request) =>
        request.Sent("request_uri") ? ProtocolError.InvalidRequest("request_uri has no place in a pushed request") : null;
}
