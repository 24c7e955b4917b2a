using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Rendering;

/// <summary>Where the present request comes from, as people say it. Jobs and commands come from nowhere.</summary>
internal sealed class NoticeOrigin(IHttpContextAccessor accessor, IOptions<EdgeOptions> edge)
{
    /// <summary>In the current language.</summary>
    public string? Device(IStringLocalizer common) => accessor.HttpContext is { Request: var request }
        ? DeviceFamily.Of(request).InWords(common)
        : null;

    /// <summary>In the current language.</summary>
    public string? Country => accessor.HttpContext is { Request: var request } && Place.CountryOf(request, edge.Value.CountryHeader) is { } code
        ? Place.NameOf(code)
        : null;
}
