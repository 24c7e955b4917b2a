using IdentityServer.Sessions.Interactions;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Sessions.Approvals;

/// <summary>Whoever is signed in elsewhere says who they are; the answer is the same for every name.</summary>
internal sealed class AskModel(ApprovalRequest request, InteractionStore interactions) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "interaction")]
    public string? Interaction { get; set; }

    [BindProperty(Name = "identifier")]
    public string? Identifier { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Identifier = (await interactions.FindAsync(HttpContext, Interaction, cancellation))?.LoginHint;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Identifier))
            return Page();

        var interaction = await interactions.FindAsync(HttpContext, Interaction, cancellation);
        var (handle, outcome) = await request.AskAsync(HttpContext, interaction, Identifier.Trim(), cancellation);
        return (IActionResult?)TooManyRequests.For(outcome) ?? RedirectToPage("/Sessions/Approvals/Wait", new { request = handle });
    }
}
