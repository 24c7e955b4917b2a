using IdentityServer.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Approvals;

/// <summary>The asking browser shows its number and waits. A question that nobody sees waits like any other, until it is over.</summary>
internal sealed class WaitModel(ApprovalStore approvals, ApprovedSignIn signIn, IOptions<ServerOptions> server, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "request")]
    public string? Handle { get; set; }

    public SignInApproval? Approval { get; private set; }

    public string State { get; private set; } = "over";

    public string? Interaction => Approval?.Interaction;

    /// <summary>The same for everybody: whoever is signed in there finds what is asked of them.</summary>
    public string Address => $"{server.Value.Issuer}/account/approve";

    public string SelfPath => $"/sign-in/approval/wait?request={Handle}";

    public string LookPath => $"{SelfPath}&handler=State";

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<JsonResult> OnGetStateAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return new(new { state = State });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await signIn.OpenAsync(HttpContext, Handle, cancellation) is { } next)
            return Redirect(next);

        await LoadAsync(cancellation);
        State = "over";
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Approval = await approvals.OfBrowserAsync(HttpContext, Handle, cancellation);
        State = Approval switch
        {
            { TakenAt: not null } or null => "over",
            var it when it.ExpiresAt <= clock.GetUtcNow() => "over",
            { Decision: ApprovalDecision.Approved } => "approved",
            { Decision: ApprovalDecision.Mistyped } => "mistyped",
            // Whoever was not meant learns nothing, not even that somebody has the name and looked.
            _ => "waiting",
        };
    }
}
