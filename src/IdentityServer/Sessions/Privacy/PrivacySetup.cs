using IdentityServer.Accounts.Privacy;
using IdentityServer.Data.Jobs;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Sessions.Privacy;

internal static class PrivacySetup
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddRoomOptions<PrivacyOptions>("Privacy");
        return services
            .AddSingleton<IPersonalData, SessionPersonalData>()
            .AddSingleton<PersonalExports>()
            .AddSingleton<ExportPage>()
            .AddSingleton<ExportTickets>()
            .AddSingleton<AccountDeletions>()
            .AddSingleton<Forgetting>()
            .AddJob<ErasureJob>();
    }
}
