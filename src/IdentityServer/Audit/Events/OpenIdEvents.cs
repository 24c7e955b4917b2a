namespace IdentityServer.Audit.Events;

internal static class OpenIdEvents
{
    public static readonly AuditEventType Authorized = new("oidc.authorize");
    public static readonly AuditEventType AuthorizeRefused = new("oidc.authorize.refused", AuditOutcome.Denied, "authz_fail");
    public static readonly AuditEventType ConsentGranted = new("consent.granted") { IsPersonal = true };
    public static readonly AuditEventType ConsentDenied = new("consent.denied", AuditOutcome.Denied) { IsPersonal = true };
    public static readonly AuditEventType ConsentRevoked = new("consent.revoked") { IsPersonal = true };

    public static readonly AuditEventType TokenIssued = new("token.issued", Owasp: "authn_token_created");
    public static readonly AuditEventType TokenRefreshed = new("token.refreshed", Owasp: "authn_token_created");
    public static readonly AuditEventType TokenRevoked = new("token.revoked", Owasp: "authn_token_revoked");
    public static readonly AuditEventType TokenReuseDetected = new("token.reuse_detected", AuditOutcome.Denied, "authn_token_reuse") { IsPersonal = true };
    public static readonly AuditEventType ClientAuthenticationFailed = new("client.authentication.failed", AuditOutcome.Failure, "authn_login_fail");

    public static readonly AuditEventType LogoutCompleted = new("logout.completed", Owasp: "session_expired") { IsPersonal = true };
    public static readonly AuditEventType LogoutNotified = new("logout.notified");
    public static readonly AuditEventType LogoutNotificationFailed = new("logout.notification.failed", AuditOutcome.Failure);
}
