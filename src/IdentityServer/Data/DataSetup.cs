using IdentityServer.Data.Jobs;
using IdentityServer.Data.Migrating;
using IdentityServer.Data.Purging;
using IdentityServer.Shared.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityServer.Data;

internal static class DataSetup
{
    /// <summary>The provider is asked for late, when all configuration (a test's, too) has been read.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, Func<IServiceProvider, DatabaseProvider> provider)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(3));
        return services.AddDatabase(provider).AddJobs();
    }

    private static IServiceCollection AddDatabase(this IServiceCollection services, Func<IServiceProvider, DatabaseProvider> provider) => services
        .AddSingleton(provider)
        .AddSingleton<IOutageSign>(all => all.GetRequiredService<DatabaseProvider>())
        .AddSingleton(all => all.GetRequiredService<DatabaseProvider>().HotTables)
        .AddSingleton<Schema>()
        .AddSingleton<SchemaGate>()
        .AddHostedService(all => all.GetRequiredService<SchemaGate>())
        .AddPooledDbContextFactory<IdentityServerDbContext>((all, options) => all.GetRequiredService<DatabaseProvider>().Configure(options))
        .Replace(ServiceDescriptor.Singleton<IDbContextFactory<IdentityServerDbContext>, LateContexts>());

    private static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobLeaseStore>()
        .AddHostedService<JobRunner>()
        .AddJob<PurgeJob>();
}
