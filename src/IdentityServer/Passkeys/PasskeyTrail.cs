using IdentityServer.Audit;
using IdentityServer.Data;

namespace IdentityServer.Passkeys;

/// <summary>What the audit says of a passkey names it, and whose it is.</summary>
internal sealed class PasskeyTrail(AuditTrail audit, AuditReferences references)
{
    public void Add(Unit unit, Passkey passkey, AuditEntry entry)
    {
        var details = entry.Details ?? [];
        details["credential"] = references.Credential(passkey.CredentialId);
        audit.Add(unit, entry with { Subject = entry.Subject ?? passkey.AccountId, Details = details });
    }
}
