using IdentityServer.OpenId.Answers;
using IdentityServer.OpenId.Clients.Authentication;
using IdentityServer.OpenId.Requests;
using IdentityServer.Protocol;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Introspection;

/// <summary>RFC 7662: an API asks what is behind a token that it was shown.</summary>
internal static class IntrospectionEndpoint
{
    public static async Task<IResult> AnswerAsync(HttpContext http, ClientAuthentication authentication, TokenIntrospection introspection)
    {
        var cancellation = http.RequestAborted;
        if (!(await FormReader.ReadAsync(http, cancellation)).Gives(out var form, out var unreadable))
            return unreadable;

        if (!(await authentication.AuthenticateAsync(http, form, cancellation)).Gives(out var caller, out var refusal))
            return refusal;

        // §2.1: otherwise anybody could try tokens out.
        if (caller.IsPublic)
            return new OAuthError(ProtocolError.InvalidClient("this client cannot prove itself"));

        if (form["token"] is not { } token)
            return new OAuthError(ProtocolError.InvalidRequest("token is required"));

        return await introspection.OfAsync(token, caller, cancellation);
    }
}
