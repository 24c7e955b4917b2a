using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Cookies;

/// <summary>
/// SS-07: every cookie of ours is bound to this very host, this origin's whole path and to encrypted transport.
/// Browsers grant http://localhost the same, so Development needs no other name.
/// </summary>
internal static class HostCookie
{
    public static string Name(string name) => "__Host-" + name;

    public static CookieBuilder Builder(string name, SameSiteMode sameSite) => new()
    {
        Name = Name(name),
        Path = "/",
        HttpOnly = true,
        SameSite = sameSite,
        IsEssential = true,
        // The cookie policy adds Secure to whatever leaves; asked for here, antiforgery would refuse http://localhost.
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
    };

    /// <summary>Without a lifetime the cookie ends with the browser's session.</summary>
    public static void Append(HttpResponse response, string name, string value, SameSiteMode sameSite, TimeSpan? lifetime = null) =>
        response.Cookies.Append(Name(name), value, Options(sameSite, lifetime));

    public static void Delete(HttpResponse response, string name, SameSiteMode sameSite) =>
        response.Cookies.Delete(Name(name), Options(sameSite, lifetime: null));

    private static CookieOptions Options(SameSiteMode sameSite, TimeSpan? lifetime) => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = sameSite,
        IsEssential = true,
        MaxAge = lifetime,
    };
}
