using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Builder;
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

    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization().UseMiddleware<LanguageCookie>();
}
