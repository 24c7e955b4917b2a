using IdentityServer.Accounts;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.SignUp;

internal sealed class NewcomerModel(SignUpPermits permits, CeremonyFunnel funnel) : PageModel
{
    /// <summary>Null where the link is old, used, revoked or not ours.</summary>
    public SignUpPermit? Permit { get; private set; }

    /// <summary>A name to begin with. That it is free is said only when it is asked for.</summary>
    public string? Proposal => (Permit as SignUpPermit.Mailbox)?.Proof.Email.Split('@')[0] is { } name && AccountName.IsUserName(name) ? name : null;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Permit = await permits.FindAsync(HttpContext, cancellation);
        if (Permit is not null)
            funnel.PageShown(HttpContext, CeremonyKind.Register);
    }
}
