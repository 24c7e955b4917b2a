using IdentityServer.OpenId.Clients;
using IdentityServer.Shared;
using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Welcome;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Playground;

internal static class PlaygroundSetup
{
    public const string Path = "/playground";

    private const string Script = "playground.js";

    public static IServiceCollection AddPlayground(this IServiceCollection services) => services
        .AddSingleton<BuiltInClients>(all => new(
            Exists(all) ? [PlaygroundClient.Of(all.GetRequiredService<IOptions<ServerOptions>>().Value.Issuer)] : []))
        .AddSingleton<IWelcomeLine, PlaygroundWelcome>();

    public static bool Exists(IServiceProvider services) => services.GetRequiredService<IHostEnvironment>().IsDevelopment();

    /// <summary>Its script is no static file, because those are served everywhere.</summary>
    public static IEndpointRouteBuilder MapPlayground(this IEndpointRouteBuilder endpoints)
    {
        if (Exists(endpoints.ServiceProvider))
            endpoints.MapGet($"{Path}/{Script}", () => Results.Stream(
                    typeof(PlaygroundSetup).Assembly.GetManifestResourceStream($"{typeof(PlaygroundSetup).Namespace}.{Script}")!, "text/javascript"))
                .Answers(ResponseKind.Asset);
        return endpoints;
    }
}
