namespace IdentityServer.Audit.Events;

internal static class RecoveryEvents
{
    public static readonly AuditEventType CodesGenerated = new("recoverycode.generated", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType CodesUndone = new("recoverycode.undo", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType CodeUsed = new("recoverycode.used") { IsPersonal = true };
    public static readonly AuditEventType CodeFailed = new("recoverycode.failed", AuditOutcome.Failure, "authn_login_fail") { IsPersonal = true };
    public static readonly AuditEventType CodesExhausted = new("recoverycode.exhausted") { IsPersonal = true };

    public static readonly AuditEventType Started = new("recovery.started") { IsPersonal = true };
    public static readonly AuditEventType ProofSucceeded = new("recovery.proof.succeeded") { IsPersonal = true };
    public static readonly AuditEventType ProofFailed = new("recovery.proof.failed", AuditOutcome.Failure, "authn_login_fail") { IsPersonal = true };
    public static readonly AuditEventType Completed = new("recovery.completed", Owasp: "authn_password_change") { IsPersonal = true };
    public static readonly AuditEventType Cancelled = new("recovery.cancelled") { IsPersonal = true };
    public static readonly AuditEventType Repudiated = new("recovery.repudiated") { IsPersonal = true };
    public static readonly AuditEventType Expired = new("recovery.expired", AuditOutcome.Failure) { IsPersonal = true };

    public static readonly AuditEventType HoldStarted = new("hold.started") { IsPersonal = true };
    public static readonly AuditEventType HoldLifted = new("hold.lifted") { IsPersonal = true };
    public static readonly AuditEventType HoldExpired = new("hold.expired") { IsPersonal = true };
    public static readonly AuditEventType HoldBlockedAction = new("hold.blocked_action", AuditOutcome.Denied, "authz_fail") { IsPersonal = true };

    public static readonly AuditEventType PassIssued = new("tap.issued", Owasp: "authz_admin") { IsPersonal = true };
    public static readonly AuditEventType PassApproved = new("tap.approved", Owasp: "authz_admin") { IsPersonal = true };
    public static readonly AuditEventType PassRejected = new("tap.rejected", AuditOutcome.Denied, "authz_admin") { IsPersonal = true };
    public static readonly AuditEventType PassViewed = new("tap.viewed", Owasp: "sensitive_read") { IsPersonal = true };
    public static readonly AuditEventType PassUsed = new("tap.used", Owasp: "authn_login_success") { IsPersonal = true };
    public static readonly AuditEventType PassExpired = new("tap.expired", AuditOutcome.Failure) { IsPersonal = true };
    public static readonly AuditEventType PassRevoked = new("tap.revoked", Owasp: "authz_admin") { IsPersonal = true };

    public static readonly AuditEventType CaseOpened = new("helpdesk.case.opened", Owasp: "authz_admin") { IsPersonal = true };
    public static readonly AuditEventType CaseApproved = new("helpdesk.case.approved", Owasp: "authz_admin") { IsPersonal = true };
    public static readonly AuditEventType CaseRejected = new("helpdesk.case.rejected", AuditOutcome.Denied, "authz_admin") { IsPersonal = true };
    public static readonly AuditEventType CaseClosed = new("helpdesk.case.closed", Owasp: "authz_admin") { IsPersonal = true };
}
