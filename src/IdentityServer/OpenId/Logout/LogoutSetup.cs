using IdentityServer.Data.Jobs;
using IdentityServer.Data.Purging;
using IdentityServer.OpenId.Logout.BackChannel;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Logout;

internal static class LogoutSetup
{
    private static readonly string[] Methods = ["GET", "POST"];

    // No session lives longer than a day.
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(25);

    public static IServiceCollection AddLogout(this IServiceCollection services) => services
        .AddSingleton<EndSessionFlow>()
        .AddSingleton<SessionSignOut>()
        .AddSingleton<ISessionEndObserver, LogoutNotices>()
        .AddSingleton<LogoutDeliveries>()
        .AddSingleton<LogoutTokens>()
        .AddSingleton<LogoutSender>()
        .AddJob<LogoutDeliveryJob>()
        .AddPurge(new PurgeRule("SessionClients", "CreatedAt", LongestSession))
        .AddPurge(PurgeRule.ByKey("LogoutDeliveries", "Id", LogoutDeliveries.Kept));

    public static IEndpointRouteBuilder MapLogout(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Endpoints.EndSession, Methods, EndSessionEndpoint.AnswerAsync);
        return endpoints;
    }
}
