using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Approvals;

/// <summary>The browser that asked is let in: once, soon, and as long as the session that said so lasts.</summary>
internal sealed class ApprovedSignIn(
    ApprovalStore approvals, AccountStore accounts, SessionStore sessions, InteractionStore interactions, SessionStart start,
    AuditTrail audit, TimeProvider clock)
{
    /// <summary>Where to go on; null where there is nothing to be let in by.</summary>
    public async Task<string?> OpenAsync(HttpContext http, string? text, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await approvals.OfBrowserAsync(http, text, cancellation) is not { AccountId: { } account, ApproverSessionId: { } approver } approval
            || await accounts.FindAsync(account, cancellation) is not { State: AccountState.Active }
            || await sessions.FindAsync(approver, cancellation) is null)
            return null;

        var interaction = await interactions.FindAsync(http, approval.Interaction, cancellation);
        var worth = AuthenticationPolicy.Approval(now);
        var unit = new Unit();
        approvals.Take(unit, approval);
        var session = await start.AddToAsync(unit, http, interaction, account,
            new(now, AuthenticationMethod.DeviceApproval, worth.Acr) { Amr = worth.Amr }, cancellation);
        audit.Add(unit, new(SessionEvents.ApprovalUsed, Actor.User(account)) { Session = session.Session.Id });
        return await start.CommitAsync(unit, http, session) ? interaction?.Continue ?? "/account/passkeys" : null;
    }
}
