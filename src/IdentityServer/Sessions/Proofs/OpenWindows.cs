using IdentityServer.Shared.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Proofs;

/// <summary>
/// SU-31: a window stays with the browser that opened it. A cookie that turns up in another kind of browser, or in
/// another country, opens nothing until its person proves themselves there.
/// </summary>
internal sealed class OpenWindows(IOptions<EdgeOptions> edge, TimeProvider clock)
{
    public bool Has(HttpContext http, Session session, ActionClass action, bool settled = false) =>
        StepUpPolicy.IsOpen(session, action, clock.GetUtcNow(), settled) && SeenAt.Of(http, edge.Value).Is(session);
}
