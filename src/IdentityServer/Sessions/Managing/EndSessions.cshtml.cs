using IdentityServer.Accounts;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Managing;

[Authorize(AccountPolicies.Fresh)]
internal sealed class EndSessionsModel(
    SessionStore sessions, AccountStore accounts, SessionEnding ending, IStringLocalizer<SessionWords> text) : SessionPage(sessions, accounts)
{
    public Confirmation Question { get; private set; } = null!; // set before the page is shown

    public void OnGet(string which) => Question = which is "all"
        ? new(text["EndAll.Heading"], text["EndAll.Consequence"], text["EndAll.Action"], "/account/sessions")
        : new(text["EndOthers.Heading"], text["EndOthers.Consequence"], text["EndOthers.Action"], "/account/sessions");

    public async Task<IActionResult> OnPostAsync(string which)
    {
        await ending.EndAllAsync(Account.Id, except: which is "all" ? null : SessionId, HttpContext.RequestAborted);
        if (which is "all")
        {
            HttpContext.ForgetSession();
            return Redirect("/signed-out");
        }

        this.Tell(text["EndOthers.Done"]);
        return Redirect("/account/sessions");
    }
}
