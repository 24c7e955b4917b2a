namespace IdentityServer.Audit.Events;

internal static class PasskeyEvents
{
    public static readonly AuditEventType OptionsIssued = new("webauthn.options.issued");
    public static readonly AuditEventType RegisterSucceeded = new("webauthn.register.succeeded", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType RegisterFailed = new("webauthn.register.failed", AuditOutcome.Failure);
    public static readonly AuditEventType LoginSucceeded = new("webauthn.login.succeeded", Owasp: "authn_login_success") { IsPersonal = true };
    public static readonly AuditEventType LoginFailed = new("webauthn.login.failed", AuditOutcome.Failure, "authn_login_fail") { IsPersonal = true };
    public static readonly AuditEventType ClientError = new("webauthn.client.error", AuditOutcome.Failure);
    public static readonly AuditEventType CounterAnomaly = new("webauthn.counter.anomaly", AuditOutcome.Failure) { IsPersonal = true };
    public static readonly AuditEventType BackupChanged = new("webauthn.backup.changed") { IsPersonal = true };
    public static readonly AuditEventType VerificationTrusted = new("webauthn.uv.trusted", Owasp: "user_updated") { IsPersonal = true };

    public static readonly AuditEventType Imported = new("credential.imported", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType Renamed = new("credential.renamed", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType Removed = new("credential.removed", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType Suspended = new("credential.suspended", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType Reactivated = new("credential.reactivated", Owasp: "user_updated") { IsPersonal = true };

    public static readonly AuditEventType PairingBegun = new("credential.pairing.begun", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType PairingClaimed = new("credential.pairing.claimed", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType PairingConfirmed = new("credential.pairing.confirmed", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType PairingCancelled = new("credential.pairing.cancelled", Owasp: "user_updated") { IsPersonal = true };

    public static readonly AuditEventType MetadataTaken = new("webauthn.metadata.taken");
    public static readonly AuditEventType Flagged = new("credential.flagged", AuditOutcome.Failure) { IsPersonal = true };
    public static readonly AuditEventType Cleared = new("credential.cleared") { IsPersonal = true };
}
