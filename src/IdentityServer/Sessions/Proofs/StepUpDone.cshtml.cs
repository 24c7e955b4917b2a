using IdentityServer.Data;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Sessions.Proofs;

/// <summary>Behind the step-up page: on to the page that asked, or the form that was waiting is sent again, once.</summary>
[Authorize]
internal sealed class StepUpDoneModel(InteractionStore interactions, IHotTables tables) : PageModel
{
    /// <summary>Where most people came from.</summary>
    public const string Home = "/account/passkeys";

    public ProofRequest Asked { get; private set; } = null!; // set before the page is shown

    [BindProperty(SupportsGet = true, Name = "interaction")]
    public string? Interaction { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var session = (await HttpContext.FindSessionAsync())!; // [Authorize] let nobody in without one
        var interaction = await interactions.FindAsync(HttpContext, Interaction, cancellation);
        if (ProofRequest.Of(interaction) is not { } asked || interaction!.AccountId != session.AccountId)
            return LocalRedirect(Home);

        if (Request.Query.ContainsKey("cancel"))
            return LocalRedirect(asked.Action is ActionClass.A ? asked.Path : Home);

        var unit = new Unit();
        interactions.Finish(unit, interaction);
        if (asked.Form is null || await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return LocalRedirect(asked.Path);

        Asked = asked;
        return Page();
    }
}
