using IdentityServer.OpenId.Answers;
using IdentityServer.OpenId.Clients.Authentication;
using IdentityServer.OpenId.Requests;
using IdentityServer.Protocol;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Revocation;

/// <summary>RFC 7009: an app gives a token back.</summary>
internal static class RevocationEndpoint
{
    public static async Task<IResult> AnswerAsync(HttpContext http, ClientAuthentication authentication, TokenRevocation revocation)
    {
        var cancellation = http.RequestAborted;
        if (!(await FormReader.ReadAsync(http, cancellation)).Gives(out var form, out var unreadable))
            return unreadable;

        if (!(await authentication.AuthenticateAsync(http, form, cancellation)).Gives(out var client, out var refusal))
            return refusal;

        if (form["token"] is not { } token)
            return new OAuthError(ProtocolError.InvalidRequest("token is required"));

        await revocation.RevokeAsync(token, client, cancellation);
        // §2.2: the same for a token that was never any.
        return TypedResults.Ok();
    }
}
