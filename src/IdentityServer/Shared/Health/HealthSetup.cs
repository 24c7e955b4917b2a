using System.Text.Json;
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

    // By hand, because it is the first answer of a server: a serializer would have to prepare itself while somebody waits.
    private static async Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", Word(report.Status));
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
            json.WriteString(name, Word(entry.Status));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Word(HealthStatus status) => status is HealthStatus.Unhealthy ? "failing" : "ok";
}
