using IdentityServer.Data.Jobs;
using IdentityServer.Data.Migrating;
using IdentityServer.Data.Purging;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Data;

internal static class DataSetup
{
    /// <summary>The provider is asked for late, when all configuration (a test's, too) has been read.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, Func<IServiceProvider, DatabaseProvider> provider) => services
        .AddSingleton(provider)
        .AddSingleton(all => all.GetRequiredService<DatabaseProvider>().HotTables)
        .AddSingleton<Schema>()
        .AddSingleton<SchemaGate>()
        .AddHostedService(all => all.GetRequiredService<SchemaGate>())
        .AddSingleton<JobLeaseStore>()
        .AddHostedService<JobRunner>()
        .AddJob<PurgeJob>()
        .AddPooledDbContextFactory<IdentityServerDbContext>((all, options) => all.GetRequiredService<DatabaseProvider>().Configure(options));
}
