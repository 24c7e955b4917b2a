using IdentityServer.OpenId.Clients.Authentication;
using IdentityServer.OpenId.Requests;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Tokens;

/// <summary>RFC 6749 §3.2. What each grant_type checks is in its <see cref="ITokenGrant"/>.</summary>
internal static class TokenEndpoint
{
    public static async Task<IResult> AnswerAsync(
        HttpContext http, ClientAuthentication authentication, ProviderSource providers, TokenGrants grants, TimeProvider clock)
    {
        var cancellation = http.RequestAborted;
        if (!(await FormReader.ReadAsync(http, cancellation)).Gives(out var form, out var unreadable))
            return unreadable;

        if (!(await authentication.AuthenticateAsync(http, form, cancellation)).Gives(out var client, out var refusal))
            return refusal;

        var request = new TokenRequest(form, client, await providers.CurrentAsync(cancellation), clock.GetUtcNow());
        return TokenAnswer.Of(await grants.AnswerAsync(request, cancellation));
    }
}
