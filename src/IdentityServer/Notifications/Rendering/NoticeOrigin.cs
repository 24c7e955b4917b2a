using System.Globalization;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Rendering;

/// <summary>Where the present request comes from, as people say it. Jobs and commands come from nowhere.</summary>
internal sealed class NoticeOrigin(IHttpContextAccessor accessor, IOptions<EdgeOptions> edge)
{
    public string? Device(IStringLocalizer text) => accessor.HttpContext is { Request: var request }
        ? DeviceFamily.Of(request) switch
        {
            (DeviceFamily.Unknown, DeviceFamily.Unknown) => text["Device.Unknown"],
            (DeviceFamily.Unknown, var system) => system,
            (var browser, DeviceFamily.Unknown) => browser,
            var (browser, system) => text["Device.Both", browser, system],
        }
        : null;

    /// <summary>In the current language.</summary>
    public string? Country => accessor.HttpContext is { Request: var request } && Place.CountryOf(request, edge.Value.CountryHeader) is { } code
        ? NameOf(code)
        : null;

    private static string NameOf(string code)
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
