using IdentityServer.Data;

namespace IdentityServer.Sessions;

/// <summary>
/// What apps may go on doing while nobody is signed in lives in a higher room. It ends in the same unit as what it rests
/// on: a passkey that is removed, or the account as a whole.
/// </summary>
internal interface IAppAccess
{
    void EndOfPasskey(Unit unit, Guid accountId, Guid passkeyId);

    void EndOfAccount(Unit unit, Guid accountId);
}
