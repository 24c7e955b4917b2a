using IdentityServer.Data.Purging;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Throttles;

internal static class ThrottlesSetup
{
    public static IServiceCollection AddThrottles(this IServiceCollection services)
    {
        services.AddRoomOptions<ThrottleOptions>("Throttles");
        return services
            .AddPurge(new(ThrottleRowConfiguration.Table, nameof(ThrottleRow.ExpiresAt), keep: TimeSpan.Zero))
            .AddSingleton<IValidateOptions<ThrottleOptions>, ThrottleOptionsValidator>()
            .AddSingleton<ThrottleStore>()
            .AddSingleton<Throttle>()
            .AddSingleton<Guesses>();
    }
}
