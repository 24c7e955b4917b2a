using IdentityServer.Shared.Layouts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Ending;

/// <summary>UX-80, WCAG 2.2.1: what a page needs to warn its reader in time.</summary>
internal sealed class SignInEnd(IOptions<SessionOptions> options, TimeProvider clock) : ISignInEnd
{
    public async Task<TimeLeft?> OfAsync(HttpContext http)
    {
        if (await http.FindSessionAsync() is not { } session)
            return null;

        var now = clock.GetUtcNow();
        var used = SessionStore.IsTouchDue(session, now) ? now : session.LastSeenAt;
        return new(Seconds(used + options.Value.IdleLimitOf(session) - now), Seconds(session.ExpiresAt - now));
    }

    private static long Seconds(TimeSpan left) => Math.Max(0, (long)left.TotalSeconds);
}
