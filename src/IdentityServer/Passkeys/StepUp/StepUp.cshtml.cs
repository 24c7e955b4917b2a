using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>Asks for the passkey once more; where to go on is remembered in the interaction.</summary>
[Authorize]
internal sealed class StepUpModel(InteractionStore interactions, CeremonyFunnel funnel) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }

    /// <summary>The one that shall answer, where any will not do.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Passkey { get; set; }

    /// <summary>Back to the app that asked, or to where most people came from.</summary>
    public string Cancel { get; private set; } = "/account/passkeys";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Cancel = (await interactions.FindAsync(HttpContext, Interaction, cancellation))?.Cancel(Interaction!) ?? Cancel;
        funnel.PageShown(HttpContext, CeremonyKind.StepUp);
    }
}
