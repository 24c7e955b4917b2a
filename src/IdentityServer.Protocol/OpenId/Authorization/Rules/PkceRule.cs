using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens.Codes;

namespace IdentityServer.Protocol.OpenId.Authorization.Rules;

internal static class PkceRule
{
    // RFC 7636 §4.3. A client that sends a challenge is held to it, whether it had to or not.
    public static ProtocolError? Check(AuthorizationRequest request, Client client, Provider provider)
    {
        if (!request.Sent("code_challenge") && !request.Sent("code_challenge_method"))
            return client.NeedsPkce ? ProtocolError.InvalidRequest("code_challenge is required") : null;

        // Left out, the method would mean plain, which shows the verifier to whoever sees the request.
        if (request.CodeChallengeMethod != CodeChallenge.Method)
            return ProtocolError.InvalidRequest("code_challenge_method must be S256");

        return CodeChallenge.IsChallenge(request.CodeChallenge) ? null : ProtocolError.InvalidRequest("code_challenge is malformed");
    }
}
