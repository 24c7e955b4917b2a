using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions;

/// <summary>The session of the request, looked up once however many parts of it ask.</summary>
internal static class SessionHttpContext
{
    private const string Cookie = "session";

    private static readonly object Key = new();

    extension(HttpContext http)
    {
        public async Task<Session?> FindSessionAsync()
        {
            if (http.Items.TryGetValue(Key, out var known))
                return (Session?)known;

            Session? session = null;
            if (SessionSecret.TryParse(http.Request.Cookies[HostCookie.Name(Cookie)], out var secret))
            {
                var sessions = http.RequestServices.GetRequiredService<SessionStore>();
                session = await sessions.FindAsync(secret, http.RequestAborted);
                if (session is not null)
                    await sessions.TouchAsync(session, http.RequestAborted);
            }

            http.Items[Key] = session;
            return session;
        }

        public void WriteSession(Session session, SessionSecret secret)
        {
            HostCookie.Append(http.Response, Cookie, secret.ToString(), SameSiteMode.Lax);
            http.Items[Key] = session;
        }

        public void ForgetSession()
        {
            HostCookie.Delete(http.Response, Cookie, SameSiteMode.Lax);
            http.Items[Key] = null;
        }

        /// <summary>At sign-out nothing that was begun is left.</summary>
        public void ForgetSignIn()
        {
            http.ForgetSession();
            Browser.Forget(http);
            ResponsePolicy.Of(http).ClearBrowserData(cookies: http.RequestServices.GetRequiredService<IOptions<SessionOptions>>().Value.SignOutClearsCookies);
        }
    }
}
