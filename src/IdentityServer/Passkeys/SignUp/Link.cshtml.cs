using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>
/// Where both kinds of link lead, in whichever browser: the secret leaves the address at once. Looking spends nothing; the
/// link is spent by the passkey that it leads to.
/// </summary>
internal sealed class LinkModel : PageModel
{
    public IActionResult OnGet(string? link)
    {
        if (link is not null)
        {
            SignUpPermits.Cookie.Keep(HttpContext, link);
            ResponsePolicy.Of(HttpContext).SendNoReferrer();
        }

        return Redirect("/sign-up/new");
    }
}
