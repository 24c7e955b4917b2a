using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Data.Purging;

internal static class PurgingSetup
{
    public static IServiceCollection AddPurge(this IServiceCollection services, PurgeRule rule) => services.AddSingleton(rule);
}
