using IdentityServer.Data.Purging;
using IdentityServer.OpenId.Assertions;
using IdentityServer.OpenId.Authorization;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Playground;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.OpenId.Resources;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId;

internal static class OpenIdSetup
{
    public static IServiceCollection AddOpenId(this IServiceCollection services)
    {
        services.AddRoomOptions<OpenIdOptions>("OpenId");
        services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsValidator>();
        return services
            .AddSingleton<ProviderSource>()
            .AddClients()
            .AddAuthorizing()
            .AddPlayground();
    }

    private static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddSingleton<ApiResourceStore>()
        .AddSingleton<ClientStore>()
        .AddSingleton<ClientCatalog>()
        .AddSingleton<ClientSecrets>()
        .AddSingleton<ClientRegistry>()
        .AddSingleton<ReplayKeys>()
        .AddSingleton<PushedRequests>()
        .AddPurge(ReplayKeys.Purge)
        .AddPurge(PushedRequests.Purge);

    public static IEndpointRouteBuilder MapOpenId(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAuthorizing();
        endpoints.MapPlayground();
        return endpoints;
    }
}
