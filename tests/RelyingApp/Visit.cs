using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace RelyingApp;

/// <summary>One browser at this app: away signing in, signed in, or neither.</summary>
internal sealed class Visit
{
    public SignInAttempt? Attempt { get; set; }

    public TokenSet? Tokens { get; set; }

    public JsonElement? UserInfo { get; set; }

    /// <summary>Shown once, on the next page.</summary>
    public string? Message { get; set; }

    public void SignOut(string message) => (Tokens, UserInfo, Message) = (null, null, message);
}

/// <summary>All visits, in memory: a cookie says which is which.</summary>
internal sealed class Visits
{
    private const string Cookie = "relying-app";

    private readonly ConcurrentDictionary<string, Visit> all = [];

    public Visit Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is { } known && all.TryGetValue(known, out var visit))
            return visit;

        return New(http, new());
    }

    /// <summary>A new cookie at every sign-in, so that nobody can plant one beforehand.</summary>
    public void Renew(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is { } old && all.TryRemove(old, out var visit))
            New(http, visit);
    }

    /// <summary>Every visit of this session at the server; of this person, where the server names no session.</summary>
    public void SignOut(Jwt logout)
    {
        foreach (var visit in all.Values)
            if (visit.Tokens?.IdToken is { } token && token.Text("sub") == (logout.Text("sub") ?? token.Text("sub"))
                && (logout.Text("sid") is not { } session || token.Text("sid") == session))
                visit.SignOut("You signed out elsewhere, so you are signed out here too.");
    }

    private Visit New(HttpContext http, Visit visit)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        all[id] = visit;
        // Lax: the answer arrives from another site, and no other site can post here.
        http.Response.Cookies.Append(Cookie, id, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        return visit;
    }
}
