using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Shared.Headers;

/// <summary>
/// What anybody may read is the same for everybody, so a plain GET of it needs nothing that asks who, from which site or
/// in which language: it goes straight to its endpoint. Every other request goes on and meets the same endpoints there.
/// </summary>
internal sealed class PublicAnswers(RequestDelegate next, EndpointDataSource endpoints, SecurityHeaders security)
{
    // Not before the first request: the rooms map their endpoints after this was made.
    private readonly Lazy<FrozenDictionary<string, RouteEndpoint>> addresses =
        new(() => endpoints.Endpoints.OfType<RouteEndpoint>().Where(IsPublic).ToFrozenDictionary(endpoint => endpoint.RoutePattern.RawText!));

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method)
            || request.Headers.Origin.Count > 0
            || !addresses.Value.TryGetValue(request.Path.Value ?? "", out var endpoint))
            return next(http);

        // Telemetry asks which it was.
        http.SetEndpoint(endpoint);
        security.Write(http.Response.Headers, ResponseKind.Public);
        return endpoint.RequestDelegate!(http);
    }

    private static bool IsPublic(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ResponseKindMetadata>() is { Kind: ResponseKind.Public }
        && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get)
        && endpoint.RoutePattern.Parameters is []
        && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null;
}
