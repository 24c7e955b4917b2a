namespace IdentityServer.Audit.Events;

/// <summary>What belongs to no single room: notices, guards at the edge, the trail itself.</summary>
internal static class ServerEvents
{
    public static readonly AuditEventType NoticeSent = new("notify.sent");
    public static readonly AuditEventType NoticeFailed = new("notify.failed", AuditOutcome.Failure);

    public static readonly AuditEventType RateLimitHit = new("ratelimit.hit", AuditOutcome.Denied, "excess_rate_limit_exceeded");
    public static readonly AuditEventType CsrfRejected = new("csrf.rejected", AuditOutcome.Denied, "malicious_csrf");
    public static readonly AuditEventType HostRejected = new("host.rejected", AuditOutcome.Denied, "malicious_extraneous");
    public static readonly AuditEventType CspViolation = new("csp.violation", AuditOutcome.Failure);
    public static readonly AuditEventType IntegrityFailed = new("integrity.failed", AuditOutcome.Failure);

    public static readonly AuditEventType TrailPruned = new("audit.pruned", Owasp: "sensitive_delete");
}
