using IdentityServer.Accounts;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>Whoever is given the code can add a passkey, so showing it asks for the same proof as adding one.</summary>
[Authorize(AccountPolicies.Change)]
internal sealed class PairModel(AccountStore accounts, Pairings pairings) : AccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await pairings.BeginAsync((await HttpContext.FindSessionAsync())!, cancellation); // the policy let nobody in without one
        return RedirectToPage("/Passkeys/Pairing/Paired");
    }
}
