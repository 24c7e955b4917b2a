using IdentityServer.OpenId.Consents;
using IdentityServer.Protocol.OpenId;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.OpenId.Authorization;

internal static class AuthorizationSetup
{
    private static readonly string[] Methods = ["GET", "POST"];

    public static IServiceCollection AddAuthorizing(this IServiceCollection services)
    {
        services.Configure<RazorViewEngineOptions>(views => views.ViewLocationFormats.Add("/Shared/Layouts/{0}.cshtml"));
        return services
            .AddSingleton<AuthorizationReader>()
            .AddSingleton<AuthorizationFlow>()
            .AddSingleton<AuthorizationAnswers>()
            .AddSingleton<UntrustedRequests>()
            .AddSingleton<Situations>()
            .AddSingleton<Journeys>()
            .AddSingleton<Detours>()
            .AddSingleton<ConsentStore>();
    }

    public static IEndpointRouteBuilder MapAuthorizing(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Endpoints.Authorize, Methods, AuthorizeEndpoint.AnswerAsync);
        endpoints.MapGet(ResumeEndpoint.Path, ResumeEndpoint.AnswerAsync);
        return endpoints;
    }
}
