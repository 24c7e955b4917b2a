using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class PromptRule
{
    // OpenID Connect Core §3.1.2.1; Initiating User Registration 1.0 §4
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider)
    {
        if (request.Sent("prompt") && (request.Prompts is [] || request.Prompts.Except(provider.Prompts).Any()))
            return ProtocolError.InvalidRequest("prompt has a value that is not supported");

        return request.Asks("none") && request.Prompts.Count > 1
            ? ProtocolError.InvalidRequest("prompt none cannot be combined with another value") : null;
    }
}
