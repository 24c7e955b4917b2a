using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.Setup;

/// <summary>Looking at the page spends nothing: the link is spent by the passkey that it leads to.</summary>
internal sealed class SetupModel(SetupLinks links, CeremonyFunnel funnel) : PageModel
{
    public bool Opens { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? link, CancellationToken cancellation)
    {
        Opens = await links.OpensAsync(link ?? SetupLinks.Cookie.Read(HttpContext), cancellation);
        if (!Opens)
            return Page();

        if (link is null)
        {
            funnel.PageShown(HttpContext, CeremonyKind.Register);
            return Page();
        }

        SetupLinks.Cookie.Keep(HttpContext, link);
        return RedirectToPage();
    }
}
