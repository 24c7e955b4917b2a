using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions;

/// <summary>Which kind of browser asks, and from which country where a proxy in front says so.</summary>
internal sealed record SeenAt(string Device, string? Country)
{
    public static SeenAt Of(HttpContext http, EdgeOptions edge) =>
        new(DeviceFamily.Of(http.Request).ToString(), Place.CountryOf(http.Request, edge.CountryHeader));

    public bool Is(Session session) => session.Device == Device && session.Country == Country;
}
