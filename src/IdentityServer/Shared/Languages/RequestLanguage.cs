using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Languages;

/// <summary>The language of whoever sends a request, where no page is answered but a mail is written: the same wishes, in the same order.</summary>
internal sealed class RequestLanguage(IOptions<RequestLocalizationOptions> options)
{
    public async Task<CultureInfo> OfAsync(HttpContext http)
    {
        foreach (var provider in options.Value.RequestCultureProviders)
        {
            var wishes = await provider.DetermineProviderCultureResult(http);
            if (wishes?.UICultures.Select(wish => Language.Match(wish.Value)).FirstOrDefault(known => known is not null) is { } language)
                return language;
        }

        return Language.Default;
    }
}
