using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Logout;

/// <summary>Ends the session of this browser because an app asked. Whoever else must know is told from the same unit.</summary>
internal sealed class SessionSignOut(SessionStore sessions, IHotTables tables, AuditTrail audit)
{
    /// <summary>Where the browser stays if no app wants it back.</summary>
    public const string Page = "/signed-out";

    public async Task EndAsync(HttpContext http, Client? client, CancellationToken cancellation)
    {
        // Where none is seen, any page could have sent the browser here, its cookies left behind: they stay.
        if (await http.FindSessionAsync() is not { } session)
            return;

        var unit = new Unit();
        await sessions.EndAsync(unit, session, SessionEnd.SignedOut, cancellation);
        audit.Add(unit, new(OpenIdEvents.LogoutCompleted, Actor.User(session.AccountId)) { ClientId = client?.ClientId, Session = session.Id });
        await tables.WriteAsync(unit, CancellationToken.None);

        http.ForgetSignIn();
    }
}
