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

    /// <summary>
    /// A person's own choice counts on every browser where nobody wished for anything else. True where the page was about to
    /// be in another language: it must be asked for again.
    /// </summary>
    public static bool Prefer(HttpContext http, CultureInfo language)
    {
        if (http.Features.Get<IRequestCultureFeature>() is { Provider: UiLocalesProvider or CookieRequestCultureProvider })
            return false;

        Write(http, language);
        return CultureInfo.CurrentUICulture.Name != language.Name;
    }

    public static void Write(HttpContext http, CultureInfo language) => HostCookie.Append(
        http.Response, Name, CookieRequestCultureProvider.MakeCookieValue(new(language)), SameSiteMode.Lax, TimeSpan.FromDays(365));
}
