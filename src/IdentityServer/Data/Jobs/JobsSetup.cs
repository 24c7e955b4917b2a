using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Data.Jobs;

internal static class JobsSetup
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services) where TJob : class, IJob =>
        services.AddSingleton<IJob, TJob>();
}
