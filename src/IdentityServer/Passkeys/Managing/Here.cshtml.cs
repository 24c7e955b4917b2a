using IdentityServer.Accounts;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

/// <summary>UX-12: somebody came in with their phone or key; this device could keep a passkey, too. Asked once, and on the way on.</summary>
internal sealed class HereModel(
    PasskeyStore passkeys, AccountStore accounts, InteractionStore interactions, ReturningCookie returning, CeremonyFunnel funnel, OpenWindows windows)
    : PasskeyPage(passkeys, accounts)
{
    /// <summary>Where the sign-in would have led.</summary>
    public string Next { get; private set; } = "/account/passkeys";

    public async Task<IActionResult> OnGetAsync(string? interaction, CancellationToken cancellation)
    {
        Next = (await interactions.FindAsync(HttpContext, interaction, cancellation))?.Continue ?? Next;
        if (!windows.Has(HttpContext, Session, ActionClass.B))
            return Redirect(Next);

        returning.RememberAsking(HttpContext);
        funnel.PageShown(HttpContext, CeremonyKind.Register);
        funnel.Offered(PasskeyOrigin.OtherDevice, "offered");
        return Page();
    }
}
