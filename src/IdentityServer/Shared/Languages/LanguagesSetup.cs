using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Shared.Languages;

internal static class LanguagesSetup
{
    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<RequestLanguage>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(Language.Default);
            options.SupportedCultures = options.SupportedUICultures = [.. Language.All];
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new UiLocalesProvider(),
                new CookieRequestCultureProvider { CookieName = HostCookie.Name(LanguageCookie.Name) },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        return services;
    }

    /// <summary>People have a language; machines are not asked.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) =>
        app.UseWhen(IsForPeople, pages => pages.UseRequestLocalization().UseMiddleware<LanguageCookie>());

    private static bool IsForPeople(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ResponseKindMetadata>() is null or { Kind: ResponseKind.Page };
}
