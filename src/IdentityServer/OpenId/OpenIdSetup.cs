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
using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId;

internal static class OpenIdSetup
{
    private static readonly string[] Reading = ["GET", "HEAD"];

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
        endpoints.MapMethods(Endpoints.OpenIdConfiguration, Reading, ProviderDocument.Discovery.AnswerAsync).Answers(ResponseKind.Public).CallableFromRegisteredOrigins();
        endpoints.MapMethods(Endpoints.OAuthMetadata, Reading, ProviderDocument.Discovery.AnswerAsync).Answers(ResponseKind.Public).CallableFromRegisteredOrigins();
        endpoints.MapMethods(Endpoints.ProtectedResource, Reading, ProviderDocument.ProtectedResource.AnswerAsync).Answers(ResponseKind.Public).CallableFromRegisteredOrigins();
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
