using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Cookies;

/// <summary>
/// Carries a link's secret from the address to the form, so that it leaves the address at once. Mail programs open links
/// from another site; after the redirect a strict cookie would be missing.
/// </summary>
internal sealed record LinkCookie(string Name)
{
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(30);

    public string? Read(HttpContext http) => http.Request.Cookies[HostCookie.Name(Name)];

    public void Keep(HttpContext http, string link) => HostCookie.Append(http.Response, Name, link, SameSiteMode.Lax, Lifetime);

    public void Forget(HttpContext http) => HostCookie.Delete(http.Response, Name, SameSiteMode.Lax);
}
