using IdentityServer.Data.Purging;
using IdentityServer.OpenId.Assertions;
using IdentityServer.OpenId.Clients.Authentication;
using IdentityServer.OpenId.Clients.Importing;
using IdentityServer.OpenId.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Clients;

/// <summary>Apps and APIs: what is registered, and how an app proves itself.</summary>
internal static class ClientsSetup
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddSingleton<ApiResourceStore>()
        .AddSingleton<ApiResourceImport>()
        .AddSingleton<ClientStore>()
        .AddSingleton<ClientCatalog>()
        .AddSingleton<ClientRegistry>()
        .AddSingleton<SectorDocument>()
        .AddSingleton<ClientImport>()
        .AddSingleton<ClientList>()
        .AddSingleton<ClientSecrets>()
        .AddSingleton<RemoteKeys>()
        .AddSingleton<ClientKeys>()
        .AddSingleton<AssertionCheck>()
        .AddSingleton<ClientFailures>()
        .AddSingleton<ClientAuthentication>()
        .AddSingleton<ReplayKeys>()
        .AddPurge(ReplayKeys.Purge);
}
