using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Requests;

internal static class Place
{
    /// <summary>The two letters that a proxy in front vouches for; we look nothing up ourselves.</summary>
    public static string? CountryOf(HttpRequest request, string? header) =>
        header is { Length: > 0 } && request.Headers[header].ToString() is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] country ? country : null;

    /// <summary>The country in the current language.</summary>
    public static string NameOf(string code)
    {
        try
        {
            // As people there would say it who speak our reader's language: what is called the display name is remembered in whichever language asked first.
            return new RegionInfo($"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}-{code}").NativeName;
        }
        catch (ArgumentException)
        {
            return code; // no country that anybody knows
        }
    }
}
