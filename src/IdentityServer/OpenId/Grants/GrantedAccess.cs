using IdentityServer.Data;
using IdentityServer.Sessions;

namespace IdentityServer.OpenId.Grants;

internal sealed class GrantedAccess(TimeProvider clock) : IAppAccess
{
    public void EndOfPasskey(Unit unit, Guid accountId, Guid passkeyId) =>
        GrantRevocation.OfPasskey(unit, accountId, passkeyId, GrantEnd.PasskeyRemoved, clock.GetUtcNow());

    public void EndOfAccount(Unit unit, Guid accountId) =>
        GrantRevocation.OfAccount(unit, accountId, GrantEnd.AccountClosed, clock.GetUtcNow());
}
