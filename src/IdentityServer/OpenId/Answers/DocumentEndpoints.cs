using IdentityServer.OpenId.Origins;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Answers;

/// <summary>Documents of the provider for anybody, scripts of registered origins included.</summary>
internal static class DocumentEndpoints
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static void MapDocument<TSource>(this IEndpointRouteBuilder endpoints, string path, Func<HttpContext, TSource, Task> answer) where TSource : notnull
    {
        // There is one source for the whole server: no reason to open a scope for each reader.
        var services = endpoints.ServiceProvider;
        endpoints.MapMethods(path, Reading, http => answer(http, services.GetRequiredService<TSource>()))
            .Answers(ResponseKind.Public)
            .CallableFromRegisteredOrigins();
    }
}
