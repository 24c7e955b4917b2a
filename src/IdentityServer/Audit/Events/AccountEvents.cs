namespace IdentityServer.Audit.Events;

internal static class AccountEvents
{
    /// <summary>Every way to make an account records this one: it also lays the way back from the trail to the account.</summary>
    public static readonly AuditEventType Created = new("account.created", Owasp: "user_created") { IsPersonal = true };
    public static readonly AuditEventType Updated = new("account.updated", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType EmailAsked = new("account.email.asked", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType EmailChanged = new("account.email.changed", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType EmailVerified = new("account.email.verified", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType EmailCalledOff = new("account.email.called_off", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType EmailUndone = new("account.email.undo", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType LockedDown = new("account.locked_down", Owasp: "authn_login_lock") { IsPersonal = true };
    public static readonly AuditEventType DeletionRequested = new("account.deletion.requested", Owasp: "user_archived") { IsPersonal = true };
    public static readonly AuditEventType DeletionCancelled = new("account.deletion.cancelled", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType Deleted = new("account.deleted", Owasp: "user_deleted") { IsPersonal = true };
    public static readonly AuditEventType Exported = new("account.exported", Owasp: "sensitive_read") { IsPersonal = true };
    public static readonly AuditEventType Erased = new("account.erased", Owasp: "user_deleted");

    public static readonly AuditEventType PasswordSucceeded = new("auth.password.succeeded", Owasp: "authn_login_success") { IsPersonal = true };
    public static readonly AuditEventType PasswordFailed = new("auth.password.failed", AuditOutcome.Failure, "authn_login_fail") { IsPersonal = true };
    public static readonly AuditEventType PasswordNotEnough = new("auth.password.not_enough", AuditOutcome.Denied, "authn_login_fail") { IsPersonal = true };
    public static readonly AuditEventType PasswordChanged = new("auth.password.changed", Owasp: "authn_password_change") { IsPersonal = true };
    public static readonly AuditEventType PasswordDisabled = new("auth.password.disabled", Owasp: "authn_password_change") { IsPersonal = true };
    public static readonly AuditEventType PasswordEnabled = new("auth.password.enabled", Owasp: "authn_password_change") { IsPersonal = true };
    public static readonly AuditEventType PasswordEndPlanned = new("auth.password.end_planned") { IsPersonal = true };
    public static readonly AuditEventType PasswordEndCancelled = new("auth.password.end_cancelled") { IsPersonal = true };
    public static readonly AuditEventType PasswordErased = new("auth.password.erased", Owasp: "authn_password_change") { IsPersonal = true };
    public static readonly AuditEventType PasswordImported = new("auth.password.imported");
    public static readonly AuditEventType PasswordRehashed = new("auth.password.rehashed");

    public static readonly AuditEventType TotpEnabled = new("auth.totp.enabled", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType TotpDisabled = new("auth.totp.disabled", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType TotpSucceeded = new("auth.totp.succeeded", Owasp: "authn_login_success") { IsPersonal = true };
    public static readonly AuditEventType TotpFailed = new("auth.totp.failed", AuditOutcome.Failure, "authn_login_fail") { IsPersonal = true };

    public static readonly AuditEventType AuthenticatorLocked = new("auth.authenticator.locked", AuditOutcome.Denied, "authn_login_lock") { IsPersonal = true };
}
