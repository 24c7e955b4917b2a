using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityServer.Shared.Languages;

/// <summary>This very page in another language.</summary>
internal sealed record LanguageLink(string Code, string Name, string Href)
{
    public static IEnumerable<LanguageLink> Others(HttpContext http) =>
        from language in Language.All
        where language.Name != CultureInfo.CurrentUICulture.TwoLetterISOLanguageName
        select new LanguageLink(language.Name, language.NativeName, Address(http, language.Name));

    private static string Address(HttpContext http, string language)
    {
        // An error page stands in for the address that was asked for.
        var failed = http.Features.Get<IStatusCodeReExecuteFeature>();
        var thrown = http.Features.Get<IExceptionHandlerPathFeature>();
        var path = http.Request.PathBase + new PathString(failed?.OriginalPath ?? thrown?.Path ?? http.Request.Path);
        var query = QueryHelpers.ParseQuery(failed?.OriginalQueryString ?? http.Request.QueryString.Value);

        query[UiLocalesProvider.Parameter] = language;
        return path.ToUriComponent() + new QueryBuilder(query).ToQueryString();
    }
}
