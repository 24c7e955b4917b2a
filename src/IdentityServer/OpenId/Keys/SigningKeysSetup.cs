using IdentityServer.Data.Jobs;
using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.Jose;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Keys;

internal static class SigningKeysSetup
{
    public static IServiceCollection AddSigningKeys(this IServiceCollection services)
    {
        services.AddRoomOptions<SigningKeyOptions>("SigningKeys");
        services.AddSingleton<IValidateOptions<SigningKeyOptions>, SigningKeyOptionsValidator>();
        services.AddHealthChecks().AddCheck<SigningKeysCheck>("keys");
        return services
            .AddSingleton<MakeSigningKey>(SigningKey.Create)
            .AddSingleton<SigningKeyVault>()
            .AddSingleton<SigningKeyStore>()
            .AddSingleton<KeyRotation>()
            .AddSingleton<SigningKeyReader>()
            .AddSingleton<SigningKeys>()
            .AddJob<SigningKeyJob>();
    }

    public static IEndpointRouteBuilder MapSigningKeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDocument<SigningKeys>(JwksEndpoint.Path, JwksEndpoint.AnswerAsync);
        return endpoints;
    }
}
