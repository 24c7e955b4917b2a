using IdentityServer.Shared.Cookies;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Accounts.Email;

/// <summary>
/// Where the link in the mail leads, whoever opens it: the secret leaves the address before anybody is asked to sign in, so
/// that no row remembers it in clear. Mail scanners get no further than this.
/// </summary>
internal sealed class EmailLinkModel : PageModel
{
    public static readonly LinkCookie Cookie = new("email");

    public IActionResult OnGet(string? link)
    {
        if (link is not null)
        {
            Cookie.Keep(HttpContext, link);
            ResponsePolicy.Of(HttpContext).SendNoReferrer();
        }

        return Redirect("/account/email/confirm");
    }
}
