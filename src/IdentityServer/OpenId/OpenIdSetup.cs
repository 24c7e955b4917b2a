using IdentityServer.OpenId.Answers;
using IdentityServer.OpenId.Apps;
using IdentityServer.OpenId.Authorization;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Discovery;
using IdentityServer.OpenId.Introspection;
using IdentityServer.OpenId.Logos;
using IdentityServer.OpenId.Logout;
using IdentityServer.OpenId.Origins;
using IdentityServer.OpenId.Playground;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.OpenId.Requests;
using IdentityServer.OpenId.Revocation;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
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
            .AddSingleton<ICorsPolicyProvider, ClientOrigins>()
            .AddClients()
            .AddPushedAuthorization()
            .AddTokens()
            .AddSingleton<TokenIntrospection>()
            .AddSingleton<TokenRevocation>()
            .AddAuthorizing()
            .AddLogout()
            .AddLogos()
            .AddApps()
            .AddPlayground();
    }

    public static IEndpointRouteBuilder MapOpenId(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDocument<ProviderSource>(Endpoints.OpenIdConfiguration, ProviderDocument.Discovery.AnswerAsync);
        endpoints.MapDocument<ProviderSource>(Endpoints.OAuthMetadata, ProviderDocument.Discovery.AnswerAsync);
        endpoints.MapDocument<ProviderSource>(Endpoints.ProtectedResource, ProviderDocument.ProtectedResource.AnswerAsync);
        endpoints.MapForClients(Endpoints.PushedAuthorization).MapPost("", PushedAuthorizationEndpoint.AnswerAsync);
        endpoints.MapAuthorizing();
        endpoints.MapLogout();
        endpoints.MapLogos();
        endpoints.MapPlayground();
        endpoints.MapTokens();
        endpoints.MapForClients(Endpoints.Introspection).MapPost("", IntrospectionEndpoint.AnswerAsync);
        endpoints.MapForClients(Endpoints.Revocation).MapPost("", RevocationEndpoint.AnswerAsync).CallableFromRegisteredOrigins();
        return endpoints;
    }
}
