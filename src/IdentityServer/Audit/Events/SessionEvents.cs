namespace IdentityServer.Audit.Events;

internal static class SessionEvents
{
    public static readonly AuditEventType Created = new("session.created", Owasp: "session_created");
    public static readonly AuditEventType Rotated = new("session.rotated", Owasp: "session_renewed");
    public static readonly AuditEventType Ended = new("session.ended", Owasp: "session_expired");
    public static readonly AuditEventType Revoked = new("session.revoked", Owasp: "session_expired") { IsPersonal = true };
    public static readonly AuditEventType Evicted = new("session.evicted", Owasp: "session_expired") { IsPersonal = true };
    public static readonly AuditEventType Repudiated = new("session.repudiated", Owasp: "session_expired") { IsPersonal = true };
    public static readonly AuditEventType UsedAfterEnd = new("session.used_after_end", AuditOutcome.Denied, "session_use_after_expire");

    public static readonly AuditEventType ApprovalAsked = new("approval.asked") { IsPersonal = true };
    public static readonly AuditEventType ApprovalGiven = new("approval.given", Owasp: "authz_change") { IsPersonal = true };
    public static readonly AuditEventType ApprovalDenied = new("approval.denied", AuditOutcome.Denied, "authn_login_fail") { IsPersonal = true };
    public static readonly AuditEventType ApprovalUsed = new("approval.used", Owasp: "authn_login_success") { IsPersonal = true };

    public static readonly AuditEventType StepUpRequired = new("stepup.required", AuditOutcome.Denied);
    public static readonly AuditEventType StepUpSucceeded = new("stepup.succeeded", Owasp: "authn_login_success") { IsPersonal = true };
    public static readonly AuditEventType StepUpFailed = new("stepup.failed", AuditOutcome.Failure, "authn_login_fail") { IsPersonal = true };
}
