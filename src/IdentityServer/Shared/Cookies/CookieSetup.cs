using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Shared.Cookies;

internal static class CookieSetup
{
    public static IServiceCollection AddHostCookies(this IServiceCollection services)
    {
        services.Configure<CookiePolicyOptions>(policy => policy.Secure = CookieSecurePolicy.Always);
        services.Configure<CookieTempDataProviderOptions>(notice => notice.Cookie = HostCookie.Builder(PageNotice.Key, SameSiteMode.Lax));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = HostCookie.Builder("csrf", SameSiteMode.Strict);
            antiforgery.FormFieldName = "csrf";
            antiforgery.HeaderName = "X-Csrf";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
