using System.Globalization;
using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace IdentityServer.Shared.Languages;

/// <summary>Remembers an expressed wish, so that the pages after this one are in the same language.</summary>
internal sealed class LanguageCookie(RequestDelegate next)
{
    public const string Name = "language";

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<IRequestCultureFeature>() is { Provider: UiLocalesProvider, RequestCulture: var culture })
            Write(http, culture.UICulture);

        return next(http);
    }

    public static void Write(HttpContext http, CultureInfo language) => HostCookie.Append(
        http.Response, Name, CookieRequestCultureProvider.MakeCookieValue(new(language)), SameSiteMode.Lax, TimeSpan.FromDays(365));
}
