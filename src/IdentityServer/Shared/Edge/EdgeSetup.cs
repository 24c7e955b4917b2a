using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

internal static class EdgeSetup
{
    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddRoomOptions<EdgeOptions>("Edge");
        services.AddSingleton<IValidateOptions<EdgeOptions>, EdgeOptionsValidator>();
        services.ConfigureOptions<KestrelLimits>();
        services.ConfigureOptions<ForwardedBy>();
        services.AddSingleton<FloodGate>();
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        return services;
    }

    public static IApplicationBuilder UseEdge(this IApplicationBuilder app)
    {
        // Not by Configure: the host reads its own options before the settings are checked, and would hear of one fault only.
        var edge = app.ApplicationServices.GetRequiredService<IOptions<EdgeOptions>>().Value;
        app.ApplicationServices.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout = edge.DrainDelay + edge.ShutdownTimeout;

        return app
            .UseForwardedHeaders()
            .UseMiddleware<AddressGate>()
            .Use(app.ApplicationServices.GetRequiredService<FloodGate>().PassAsync);
    }
}
