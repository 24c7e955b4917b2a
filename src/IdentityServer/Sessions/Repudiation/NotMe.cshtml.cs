using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>Mail scanners open links; only the button acts. Nobody has to be signed in.</summary>
internal sealed class NotMeModel(RepudiationLinks links, Repudiating repudiating) : PageModel
{
    /// <summary>Null where the link is old, used or not ours.</summary>
    public ToldEvent? Told { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? link, CancellationToken cancellation)
    {
        if (link is not null)
        {
            RepudiationLinks.Cookie.Keep(HttpContext, link);
            ResponsePolicy.Of(HttpContext).SendNoReferrer();
            return RedirectToPage();
        }

        Told = await links.FindAsync(RepudiationLinks.Cookie.Read(HttpContext), cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var session = await HttpContext.FindSessionAsync();
        if (await repudiating.ActAsync(RepudiationLinks.Cookie.Read(HttpContext), cancellation) is not { } told)
            return Page();

        RepudiationLinks.Cookie.Forget(HttpContext);
        if (session?.AccountId == told.AccountId)
            HttpContext.ForgetSession();
        return Redirect("/not-me/done");
    }
}
