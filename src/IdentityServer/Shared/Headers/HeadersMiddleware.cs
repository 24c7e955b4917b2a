using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Headers;

/// <summary>
/// The headers are set before the endpoint runs, so that an endpoint which knows better, through
/// <see cref="ResponsePolicy"/>, has the last word.
/// </summary>
internal sealed class HeadersMiddleware(RequestDelegate next, SecurityHeaders security)
{
    public Task InvokeAsync(HttpContext http)
    {
        security.Write(http.Response.Headers, http.GetEndpoint()?.Metadata.GetMetadata<ResponseKindMetadata>()?.Kind ?? ResponseKind.Page);
        return next(http);
    }
}
