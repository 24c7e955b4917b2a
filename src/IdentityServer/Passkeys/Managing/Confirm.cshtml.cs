using IdentityServer.Accounts;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Managing;

/// <summary>On the way to a passkey that counts in full: first something that vouches for it, then the passkey itself.</summary>
internal sealed class ConfirmModel(PasskeyStore passkeys, AccountStore accounts, InteractionStore interactions, TimeProvider clock)
    : PasskeyPage(passkeys, accounts)
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (Own(id) is not { UserVerified: false } passkey)
            return Redirect("/account/passkeys");

        return Redirect(FirstVerification.IsVouchedFor(passkey, Session, clock.GetUtcNow())
            ? $"{await interactions.BeginStepUpAsync(HttpContext, "/account/passkeys")}&passkey={id}"
            : await interactions.BeginStepUpAsync(HttpContext, $"/account/passkeys/{id}/confirm"));
    }
}
