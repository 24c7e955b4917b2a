using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Approvals;

/// <summary>What somebody who is signed in says to a browser that asks in their name.</summary>
internal sealed class ApprovalAnswer(ApprovalStore approvals, IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// The number is on the other screen, so only somebody who sees both can type it; a wrong one denies. Null where no
    /// passkey was used in this session a moment ago, and where the question was answered meanwhile.
    /// </summary>
    public async Task<ApprovalDecision?> ApproveAsync(Session session, SignInApproval approval, int? number, CancellationToken cancellation)
    {
        if (!StepUpPolicy.IsProvenByPasskey(session, clock.GetUtcNow()))
            return null;

        return approval.Number == number
            ? await DecideAsync(session, approval, ApprovalDecision.Approved, SessionEvents.ApprovalGiven, reason: null, cancellation)
            : await DecideAsync(session, approval, ApprovalDecision.Mistyped, SessionEvents.ApprovalDenied, "wrong_number", cancellation);
    }

    public Task<ApprovalDecision?> DenyAsync(Session session, SignInApproval approval, CancellationToken cancellation) =>
        DecideAsync(session, approval, ApprovalDecision.Denied, SessionEvents.ApprovalDenied, "denied", cancellation);

    public Task<ApprovalDecision?> RepudiateAsync(Session session, SignInApproval approval, CancellationToken cancellation) =>
        DecideAsync(session, approval, ApprovalDecision.Repudiated, SessionEvents.ApprovalDenied, "repudiated", cancellation);

    private async Task<ApprovalDecision?> DecideAsync(
        Session session, SignInApproval approval, ApprovalDecision decision, AuditEventType type, string? reason, CancellationToken cancellation)
    {
        var unit = new Unit();
        approvals.Decide(unit, approval, session.AccountId, session.Id, decision);
        audit.Add(unit, new(type, Actor.User(session.AccountId))
        {
            Session = session.Id,
            Reason = reason,
            Details = new() { ["device"] = approval.Device, ["country"] = approval.Country },
        });
        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed ? decision : null;
    }
}
