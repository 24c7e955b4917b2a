using IdentityServer.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.States;

/// <summary>The emergency brake. It asks for a passkey, so that a borrowed browser cannot pull it.</summary>
[Authorize(AccountPolicies.Fresh)]
internal sealed class LockModel(AccountStore accounts, AccountStates states, IStringLocalizer<SessionWords> text) : AccountPage(accounts)
{
    [BindProperty]
    public bool Sure { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Sure)
        {
            ModelState.AddModelError("", text["Lock.NotSure"]);
            return Page();
        }

        var session = (await HttpContext.FindSessionAsync())!; // the policy let nobody in without one
        await states.LockDownAsync(session, HttpContext.RequestAborted);
        HttpContext.ForgetSession();
        return Redirect("/locked");
    }
}
