using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.SignOut;

/// <summary>A link may lead here, only a form signs out: nobody is signed out by an image on another site.</summary>
internal sealed class SignOutModel(SessionStore sessions, IHotTables tables, AuditTrail audit) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await HttpContext.FindSessionAsync() is { } session)
        {
            var unit = new Unit();
            await sessions.EndAsync(unit, session, SessionEnd.SignedOut, cancellation);
            audit.Add(unit, new(SessionEvents.Ended, Actor.User(session.AccountId)) { Session = session.Id, Reason = "signed_out" });
            await tables.WriteAsync(unit, CancellationToken.None);
        }

        HttpContext.ForgetSignIn();
        return Redirect("/signed-out");
    }
}
