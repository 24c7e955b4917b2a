using IdentityServer.Shared.Settings;

namespace IdentityServer.Host.Telemetry;

internal static class TelemetrySetup
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddRoomOptions<TelemetryOptions>("Telemetry");
        return services.AddHostedService<TelemetryExport>();
    }

    public static IApplicationBuilder UseTelemetry(this IApplicationBuilder app) => app.UseMiddleware<RequestTrace>();
}
