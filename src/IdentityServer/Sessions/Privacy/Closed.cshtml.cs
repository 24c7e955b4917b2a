using IdentityServer.Accounts;
using IdentityServer.Shared;
using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Privacy;

/// <summary>
/// Where deleting ends, and where the link in the mail leads. Mail scanners open links; only the button acts. Nobody has to be
/// signed in, and nobody is afterwards.
/// </summary>
internal sealed class ClosedModel(AccountDeletions deletions, AccountStore accounts, IOptions<ServerOptions> server) : PageModel
{
    public static readonly LinkCookie Cookie = new("closed");

    /// <summary>Null where there is nothing to take back any more.</summary>
    public AccountDeletion? Deletion { get; private set; }

    /// <summary>For whoever gets no mail from us: the address to keep.</summary>
    public string? Address { get; private set; }

    public bool IsKept { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? link, bool kept, CancellationToken cancellation)
    {
        if (link is not null)
        {
            Cookie.Keep(HttpContext, link);
            ResponsePolicy.Of(HttpContext).SendNoReferrer();
            return RedirectToPage();
        }

        IsKept = kept;
        Deletion = await deletions.FindAsync(Cookie.Read(HttpContext), cancellation);
        if (Deletion is { } deletion && await accounts.FindAsync(deletion.AccountId, cancellation) is { ProvenEmail: null })
            Address = $"{server.Value.Issuer}{AccountDeletions.ClosedPath}?link={Cookie.Read(HttpContext)}";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await deletions.FindAsync(Cookie.Read(HttpContext), cancellation) is not { } deletion || !await deletions.TakeBackAsync(deletion, cancellation))
            return RedirectToPage();

        Cookie.Forget(HttpContext);
        return RedirectToPage(new { kept = true });
    }
}
