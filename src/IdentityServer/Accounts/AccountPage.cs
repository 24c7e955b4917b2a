using System.Security.Claims;
using IdentityServer.Shared.Components;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Accounts;

/// <summary>A page about one's own account: whose it is is settled before anything on the page runs.</summary>
[Authorize]
internal abstract class AccountPage(AccountStore accounts) : PageModel
{
    public AccountFacts Account { get; private set; } = null!; // set before the page runs

    protected Guid SessionId => Guid.Parse(User.FindFirstValue("sid")!); // [Authorize] let nobody in without one

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var id = Guid.Parse(User.FindFirstValue("sub")!); // as above
        // Locking or closing an account ends its sessions; whoever was just signing in meanwhile stops here.
        if (await accounts.FindAsync(id, HttpContext.RequestAborted) is not { State: AccountState.Active } account)
        {
            context.Result = Forbid();
            return;
        }

        Account = account;
        ViewData["Person"] = account.ShownName;
        if (ClaimText.ZoneOf(account.Claims) is { } zone)
            HttpContext.Features.Set(new ReaderZone(zone));
        if (HttpMethods.IsGet(Request.Method) && ClaimText.LanguageOf(account.Claims) is { } language && LanguageCookie.Prefer(HttpContext, language))
        {
            context.Result = LocalRedirect(Request.Path + Request.QueryString);
            return;
        }

        await LoadAsync(HttpContext.RequestAborted);
        await next();
    }

    /// <summary>What every handler of the page needs.</summary>
    protected virtual Task LoadAsync(CancellationToken cancellation) => Task.CompletedTask;
}
