using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Shared.Headers;

internal static class HeadersSetup
{
    public static IServiceCollection AddSecurityHeaders(this IServiceCollection services)
    {
        services.AddRoomOptions<HeadersOptions>("Headers");
        services.AddSingleton<SecurityHeaders>();
        services.AddSingleton<CspReports>();
        return services;
    }

    public static void MapSecurityHeaders(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(CspReports.Path, (CspReports reports, HttpContext http, CancellationToken cancellation) =>
            reports.ReceiveAsync(http, cancellation)).Answers(ResponseKind.Data);
}
