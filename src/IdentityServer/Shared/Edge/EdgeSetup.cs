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
        services.ConfigureOptions<FloodGate>();
        services.AddRateLimiter();
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddOptions<HostOptions>().Configure<IOptions<EdgeOptions>>((host, edge) =>
            host.ShutdownTimeout = edge.Value.DrainDelay + edge.Value.ShutdownTimeout);
        return services;
    }

    public static IApplicationBuilder UseEdge(this IApplicationBuilder app) => app
        .UseForwardedHeaders()
        .UseMiddleware<AddressGate>()
        .UseRateLimiter();
}
