namespace IdentityServer.Audit.Events;

internal static class AdministrationEvents
{
    public static readonly AuditEventType SetupCompleted = new("admin.setup.completed", Owasp: "privilege_permissions_changed");

    public static readonly AuditEventType UserCreated = new("admin.user.created", Owasp: "user_created");
    public static readonly AuditEventType UserUpdated = new("admin.user.updated", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType UserDisabled = new("admin.user.disabled", Owasp: "user_archived") { IsPersonal = true };
    public static readonly AuditEventType UserEnabled = new("admin.user.enabled", Owasp: "user_updated") { IsPersonal = true };
    public static readonly AuditEventType UserDeleted = new("admin.user.deleted", Owasp: "user_deleted") { IsPersonal = true };
    public static readonly AuditEventType UserInvited = new("admin.user.invited", Owasp: "user_created");
    public static readonly AuditEventType InvitationRevoked = new("admin.invitation.revoked", Owasp: "sensitive_delete");
    public static readonly AuditEventType UsersImported = new("admin.user.imported", Owasp: "user_created");
    public static readonly AuditEventType RoleGranted = new("admin.role.granted", Owasp: "privilege_permissions_changed") { IsPersonal = true };
    public static readonly AuditEventType RoleRevoked = new("admin.role.revoked", Owasp: "privilege_permissions_changed") { IsPersonal = true };

    public static readonly AuditEventType ClientCreated = new("admin.client.created", Owasp: "sensitive_create");
    public static readonly AuditEventType ClientUpdated = new("admin.client.updated", Owasp: "sensitive_update");
    public static readonly AuditEventType ClientSecretChanged = new("admin.client.secret_changed", Owasp: "sensitive_update");
    public static readonly AuditEventType ClientRevoked = new("admin.client.revoked", Owasp: "authn_token_revoked");
    public static readonly AuditEventType ClientDeleted = new("admin.client.deleted", Owasp: "sensitive_delete");
    public static readonly AuditEventType ResourceChanged = new("admin.resource.changed", Owasp: "sensitive_update");

    public static readonly AuditEventType KeyCreated = new("admin.key.created", Owasp: "sensitive_create");
    public static readonly AuditEventType KeyRotated = new("admin.key.rotated", Owasp: "sensitive_update");
    public static readonly AuditEventType KeyRetired = new("admin.key.retired", Owasp: "sensitive_delete");
    public static readonly AuditEventType FlagChanged = new("admin.flag.changed", Owasp: "authz_change");
    public static readonly AuditEventType PolicyChanged = new("admin.policy.changed", Owasp: "authz_change");
    public static readonly AuditEventType AuditRead = new("admin.audit.read", Owasp: "sensitive_read");
    public static readonly AuditEventType Refused = new("admin.refused", AuditOutcome.Denied, "authz_fail");
}
