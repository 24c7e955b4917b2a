using IdentityServer.Audit;
using IdentityServer.Data;

namespace IdentityServer.Passkeys;

/// <summary>What the audit says of a passkey names it, and whose it is; where none is known, that stays open.</summary>
internal sealed class PasskeyTrail(AuditTrail audit, AuditReferences references)
{
    public void Add(Unit unit, Passkey? passkey, AuditEntry entry)
    {
        if (passkey is null)
        {
            audit.Add(unit, entry);
            return;
        }

        var details = entry.Details ?? [];
        details["credential"] = references.Credential(passkey.CredentialId);
        audit.Add(unit, entry with { Subject = entry.Subject ?? passkey.AccountId, Details = details });
    }
}
