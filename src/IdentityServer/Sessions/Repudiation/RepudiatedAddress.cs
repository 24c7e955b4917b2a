using IdentityServer.Accounts.Email;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>Whatever was not its owner's, an address that came since then is not either.</summary>
internal sealed class RepudiatedAddress(EmailChanges changes) : IRepudiationObserver
{
    public Task AddToAsync(Unit unit, ToldEvent told, CancellationToken cancellation) =>
        changes.AddUndoAsync(unit, told.AccountId, told.At, cancellation);
}
