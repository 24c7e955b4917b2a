using IdentityServer.Shared.Branding;
using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Errors;
using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Languages;
using IdentityServer.Shared.Layouts;
using IdentityServer.Shared.Telemetry;
using IdentityServer.Shared.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Shared;

/// <summary>What every page stands in: layouts, style, words, headers, cookies, error pages.</summary>
internal static class ShellSetup
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        TraceIds.Always();
        services.AddBranding();
        services.AddHostCookies();
        services.AddLanguages();
        services.AddErrorPages();
        services.AddSecurityHeaders();
        services.AddSingleton<Navigation>();
        services.AddCors();

        services.AddRazorPages()
            .WithRazorPagesRoot("/")
            .AddApplicationPart(typeof(ShellSetup).Assembly)
            .AddLocalizedValidation();
        services.Configure<RazorViewEngineOptions>(views =>
        {
            views.PageViewLocationFormats.Add("/Shared/Layouts/{0}.cshtml");
            views.PageViewLocationFormats.Add("/Shared/Components/{0}.cshtml");
        });
        return services;
    }

    /// <summary>Stands before everything that answers, so that every answer is dressed, failures too.</summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app)
    {
        app.UseErrorPages();
        app.UseMiddleware<PublicAnswers>();
        app.UseRouting();
        app.UseMiddleware<HeadersMiddleware>();
        app.MapWhen(IsForMachines, machines => machines.UseCors().UseEndpoints(_ => { }));
        app.UseCookiePolicy();
        return app.UseLanguages();
    }

    // They have no language and no session: straight to their endpoint. What proves them is the endpoint's own business.
    private static bool IsForMachines(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ResponseKindMetadata>() is { Kind: not ResponseKind.Page };

    public static IEndpointRouteBuilder MapShell(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().Answers(ResponseKind.Asset);
        endpoints.MapRazorPages().WithStaticAssets();
        endpoints.MapBranding();
        endpoints.MapSecurityHeaders();
        return endpoints;
    }
}
