using IdentityServer.Data.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Logos;

internal static class LogosSetup
{
    public static IServiceCollection AddLogos(this IServiceCollection services) => services
        .AddSingleton<LogoStore>()
        .AddSingleton<LogoCatalog>()
        .AddSingleton<LogoFetcher>()
        .AddJob<LogoJob>();
}
