using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

internal sealed class AddModel(PasskeyStore passkeys, AccountStore accounts, InteractionStore interactions, TimeProvider clock)
    : PasskeyPage(passkeys, accounts)
{
    public async Task<IActionResult> OnGetAsync() => StepUpPolicy.IsOpen(Session, ActionClass.B, clock.GetUtcNow())
        ? Page()
        : Redirect(await interactions.BeginAsync(HttpContext, "/account/passkeys/add"));
}
