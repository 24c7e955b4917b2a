using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Branding;

internal static class BrandingSetup
{
    public static IServiceCollection AddBranding(this IServiceCollection services)
    {
        services.AddRoomOptions<BrandingOptions>("Branding");
        services.AddSingleton<IValidateOptions<BrandingOptions>, BrandingOptionsValidator>();
        services.AddSingleton<Brand>();
        return services;
    }

    public static void MapBranding(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(LogoFile.Path, LogoFile.Get).Answers(ResponseKind.Picture);
        endpoints.MapGet("/brand.css", (HttpContext http, Brand brand) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=300";
            return TypedResults.Text(brand.Stylesheet, "text/css; charset=utf-8");
        }).Answers(ResponseKind.Asset);
    }
}
