using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

/// <summary>On the way to a passkey that counts in full: first something that vouches for it, then the passkey itself.</summary>
internal sealed class ConfirmModel(PasskeyStore passkeys, AccountStore accounts, StepUpDetour detour, TimeProvider clock)
    : PasskeyPage(passkeys, accounts)
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (Own(id) is not { UserVerified: false } passkey)
            return Redirect("/account/passkeys");

        return Redirect(FirstVerification.IsVouchedFor(passkey, Session, clock.GetUtcNow())
            ? $"{await detour.BeginAsync(HttpContext, Session, new(ActionClass.B, "/account/passkeys"))}&passkey={id}"
            : await detour.BeginAsync(HttpContext, Session, new(ActionClass.B, $"/account/passkeys/{id}/confirm")));
    }
}
