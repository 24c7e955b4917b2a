using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>Asks for the passkey once more; where to go on is remembered in the interaction.</summary>
[Authorize]
internal sealed class StepUpModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }
}
