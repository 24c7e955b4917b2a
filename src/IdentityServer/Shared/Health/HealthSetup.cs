using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityServer.Shared.Health;

/// <summary>
/// /health/live answers as long as the process does; /health/ready when it can serve. A room adds what it cannot do
/// without by AddHealthChecks().AddCheck. The answer names the parts, never versions, addresses or exceptions (OP-43).
/// </summary>
internal static class HealthSetup
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DrainingCheck>("serving");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync }).Answers(ResponseKind.Data);
        endpoints.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync }).Answers(ResponseKind.Data);
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        Status = Word(report.Status),
        Checks = report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)),
    });

    private static string Word(HealthStatus status) => status is HealthStatus.Unhealthy ? "failing" : "ok";
}
