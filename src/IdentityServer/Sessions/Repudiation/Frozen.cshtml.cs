using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;

namespace IdentityServer.Sessions.Repudiation;

/// <summary>Where somebody ends up who wants a sensitive change during a hold.</summary>
internal sealed class FrozenModel(AccountStore accounts, HoldStore holds) : AccountPage(accounts)
{
    public DateTimeOffset? Until { get; private set; }

    protected override async Task LoadAsync(CancellationToken cancellation) => Until = await holds.EndOfAsync(Account.Id, cancellation);
}
