using System.Security.Cryptography;
using IdentityServer.Data;
using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions;

/// <summary>
/// The nonce of the browser that asks. Ceremonies and interactions are bound to it, so that what one browser began no
/// other can finish. Signing in replaces it.
/// </summary>
internal static class Browser
{
    private const string Cookie = "browser";

    private static readonly object Fresh = new();

    /// <summary>What rows keep of the nonce, or null where this browser never got one.</summary>
    public static byte[]? Hash(HttpContext http) => Nonce(http)?.ToKey();

    public static byte[] HashOrCreate(HttpContext http, DateTimeOffset now)
    {
        if (Hash(http) is { } known)
            return known;

        var nonce = Handle.New(now);
        Write(http, nonce);
        return nonce.ToKey();
    }

    /// <summary>Gives the browser this nonce; what was bound to the one before is left behind unless somebody rebinds it.</summary>
    public static void Write(HttpContext http, Handle nonce)
    {
        http.Items[Fresh] = nonce;
        HostCookie.Append(http.Response, Cookie, nonce.ToString(), SameSiteMode.Lax);
    }

    /// <summary>What was begun in this browser is not finished in it any more.</summary>
    public static void Forget(HttpContext http)
    {
        http.Items.Remove(Fresh);
        HostCookie.Delete(http.Response, Cookie, SameSiteMode.Lax);
    }

    public static bool Owns(HttpContext http, byte[] hash) =>
        Hash(http) is { } own && CryptographicOperations.FixedTimeEquals(own, hash);

    // Within the request that made it, a fresh nonce counts already.
    private static Handle? Nonce(HttpContext http) => http.Items[Fresh] is Handle fresh ? fresh
        : Handle.TryParse(http.Request.Cookies[HostCookie.Name(Cookie)], out var nonce) ? nonce
        : null;
}
