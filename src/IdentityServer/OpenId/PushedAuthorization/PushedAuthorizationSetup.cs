using IdentityServer.Data.Purging;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.PushedAuthorization;

internal static class PushedAuthorizationSetup
{
    public static IServiceCollection AddPushedAuthorization(this IServiceCollection services) =>
        services.AddSingleton<PushedRequests>().AddPurge(PushedRequests.Purge);
}
