using IdentityServer.Shared.Settings;
using IdentityServer.Shared.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared;

internal static class SharedSetup
{
    public static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics().AddSingleton<Tally>().AddSingleton<Funnel>();
        services.AddSection<ServerOptions>(RoomOptions.Root).PostConfigure<IHostEnvironment>(FollowIssuer);
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        services.AddHostedService<UnknownSettings>();
        return services;
    }

    private static void FollowIssuer(ServerOptions options, IHostEnvironment environment)
    {
        if (environment.IsDevelopment() && options.RelyingPartyId is "")
            options.RelyingPartyId = options.IssuerHost;
    }
}
