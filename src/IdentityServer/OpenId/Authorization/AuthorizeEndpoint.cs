using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Authorization;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>OpenID Connect Core §3.1.2: where apps send people.</summary>
internal static class AuthorizeEndpoint
{
    public static async Task<IResult> AnswerAsync(
        HttpContext http, AuthorizationReader reader, AuthorizationFlow flow, UntrustedRequests untrusted, CancellationToken cancellation)
    {
        if (!(await BrowserRequest.ReadAsync(http, AuthorizationRequest.Understood, cancellation)).Gives(out var parameters, out var refusal))
            return untrusted.Page(refusal.Error);

        if (BrowserRequest.ByGet(http, parameters) is { } same)
            return same;

        return await reader.ReadAsync(parameters, cancellation) is { } journey
            ? await flow.GoOnAsync(http, journey, cancellation)
            : untrusted.Page(ProtocolError.InvalidRequestUri("request_uri is unknown, was used, or is too old"));
    }
}
