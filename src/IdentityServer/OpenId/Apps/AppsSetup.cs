using IdentityServer.Accounts.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Apps;

internal static class AppsSetup
{
    public static IServiceCollection AddApps(this IServiceCollection services) => services
        .AddSingleton<LiveGrants>()
        .AddSingleton<PersonsApps>()
        .AddSingleton<IPersonalData, AppPersonalData>()
        .AddSingleton<AppRevocation>();
}
