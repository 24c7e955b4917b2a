using IdentityServer.Accounts;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.Managing;

/// <summary>A page about one's own passkeys: whose they are is settled before anything on the page runs.</summary>
[Authorize]
internal abstract class PasskeyPage(PasskeyStore passkeys, AccountStore accounts) : PageModel
{
    public Session Session { get; private set; } = null!; // set before the page runs

    public AccountFacts Account { get; private set; } = null!; // set before the page runs

    /// <summary>Oldest first; nobody else's are ever loaded.</summary>
    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Session = (await HttpContext.FindSessionAsync())!; // [Authorize] let nobody in without one
        Account = (await accounts.FindAsync(Session.AccountId, HttpContext.RequestAborted))!; // sessions end before their account
        Passkeys = await passkeys.OfAccountAsync(Session.AccountId, HttpContext.RequestAborted);
        ViewData["Person"] = Account.ShownName;
        await next();
    }

    protected Passkey? Own(Guid id) => Passkeys.FirstOrDefault(it => it.Id == id);
}
