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
            RepudiationLinks.Keep(HttpContext, link);
            ResponsePolicy.Of(HttpContext).SendNoReferrer();
            return RedirectToPage();
        }

        Told = await links.FindAsync(RepudiationLinks.Read(HttpContext), cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var link = RepudiationLinks.Read(HttpContext);
        if (await links.FindAsync(link, cancellation) is not { } told || !await repudiating.ActAsync(link, told, cancellation))
            return Page();

        RepudiationLinks.Forget(HttpContext);
        HttpContext.ForgetSession();
        return Redirect("/not-me/done");
    }
}
