using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

internal sealed class AddModel(
    PasskeyStore passkeys, AccountStore accounts, InteractionStore interactions, CeremonyFunnel funnel, TimeProvider clock)
    : PasskeyPage(passkeys, accounts)
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (!StepUpPolicy.IsOpen(Session, ActionClass.B, clock.GetUtcNow()))
            return Redirect(await interactions.BeginAsync(HttpContext, "/account/passkeys/add"));

        funnel.PageShown(HttpContext, CeremonyKind.Register);
        funnel.Offered(PasskeyOrigin.Settings, "offered");
        return Page();
    }
}
