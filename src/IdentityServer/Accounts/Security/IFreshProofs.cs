using IdentityServer.Data;

namespace IdentityServer.Accounts.Security;

/// <summary>SU-31: when a way in goes, what it may have proven goes too; the room that keeps the proofs is above this one.</summary>
internal interface IFreshProofs
{
    void ClearProofs(Unit unit, Guid accountId);
}
