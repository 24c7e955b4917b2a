using IdentityServer.Data.Purging;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Insights;

internal static class InsightsSetup
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddRoomOptions<InsightsOptions>("Insights");
        services.AddSingleton(all => new PurgeRule(
            DailyCountConfiguration.Table, nameof(DailyCount.Day), all.GetRequiredService<IOptions<InsightsOptions>>().Value.Retention));
        return services
            .AddSingleton<DailyCountStore>()
            .AddHostedService<TallyWriter>();
    }
}
