using IdentityServer.OpenId.Answers;
using IdentityServer.OpenId.Clients.Authentication;
using IdentityServer.OpenId.Requests;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.PushedAuthorization;

/// <summary>
/// RFC 9126: a client sends its authorization request itself and gives the browser only a name for it. Everything that
/// would be wrong later is told here, where a developer sees it; the authorization endpoint checks again, because
/// the client may have changed by then.
/// </summary>
internal static class PushedAuthorizationEndpoint
{
    public static async Task<IResult> AnswerAsync(
        HttpContext http, ClientAuthentication authentication, ProviderSource providers, PushedRequests requests, IOptions<OpenIdOptions> options)
    {
        var cancellation = http.RequestAborted;
        if (!(await FormReader.ReadAsync(http, cancellation)).Gives(out var form, out var unreadable))
            return unreadable;

        if (!(await authentication.AuthenticateAsync(http, form, cancellation)).Gives(out var client, out var refusal))
            return refusal;

        var parameters = CredentialsReader.Without(form).With("client_id", client.ClientId);
        var request = AuthorizationRequest.Read(parameters) with { WasPushed = true };
        if (PushedRequestRules.FirstViolation(request, client, await providers.CurrentAsync(cancellation)) is { } error)
            return new OAuthError(error);

        var requestUri = await requests.KeepAsync(client.ClientId, request, cancellation);
        return new JsonAnswer(json =>
        {
            json.WriteString("request_uri", requestUri);
            json.WriteNumber("expires_in", (long)options.Value.PushedRequestLifetime.TotalSeconds);
        }, StatusCodes.Status201Created);
    }
}
